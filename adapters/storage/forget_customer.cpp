#include "adapters/storage/forget_customer.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/audit_table.hpp"
#include "adapters/storage/diagnoses_table.hpp"
#include "adapters/storage/escalations_table.hpp"
#include "adapters/storage/follow_ups_table.hpp"
#include "adapters/storage/jobs_table.hpp"
#include "adapters/storage/remedy_attempts_table.hpp"
#include "core/base/clock.hpp"

#include <soci/soci.h>

#include <chrono>
#include <string>

namespace latchkey::storage {
namespace {

/// So long a press may count for a limit.
constexpr std::chrono::hours k_counts{24};

}  // namespace

ForgottenCustomer forget_in_tables(soci::session& sql, const Secret& key,
                                   const EmailAddress& customer, const std::string& by) {
  ForgottenCustomer forgotten;
  forgotten.messages = messages_about(sql, customer);
  give_up_jobs_about(sql, customer);
  forget_follow_ups_of(sql, customer);
  forgotten.presses = unname_attempts_of(sql, customer, customer_digest(customer, key));
  forget_reasons_about(sql, customer);
  forgotten.diagnoses = forget_diagnoses_of(sql, customer);
  forget_unnamed_attempts(sql, SystemClock{}.now() - k_counts);
  forgotten.entries = forget_in_entries(sql, customer);
  // Who it was is what is forgotten, so the entry does not say it.
  append_entry(sql, key,
               {.action = audit_action::forgot,
                .by = by,
                .subject = "customer",
                .result = "questions: " + std::to_string(forgotten.diagnoses) +
                          ", presses: " + std::to_string(forgotten.presses) +
                          ", entries: " + std::to_string(forgotten.entries)});
  return forgotten;
}

void forget_in_tables(soci::session& sql, TimePoint oldest) {
  forget_jobs(sql, oldest);
  forget_diagnoses(sql, oldest);
  forget_follow_ups(sql, oldest);
  forget_attempts(sql, oldest);
  forget_escalations(sql, oldest);
  forget_unnamed_attempts(sql, SystemClock{}.now() - k_counts);
  forget_customers(sql, oldest);
}

}  // namespace latchkey::storage
