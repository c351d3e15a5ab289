#include "adapters/storage/recorded_remedies.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/audit_table.hpp"
#include "adapters/storage/follow_ups_table.hpp"
#include "adapters/storage/remedy_attempts_table.hpp"

#include <soci/soci.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace latchkey::storage {
namespace {

/// The longest for which a limit counts.
constexpr std::chrono::hours k_limits_count{24};

}  // namespace

RemedyStart begin_recorded(soci::session& sql, const Secret& key, const RemedyAttempt& attempt,
                           MailLimits limits) {
  if (const auto earlier = earlier_press(sql, attempt)) return *earlier;
  const auto customer = customer_digest(attempt.customer, key);
  if (sends_mail(attempt.remedy)) {
    const auto sent = mail_times(sql, customer, attempt.at - k_limits_count);
    if (const auto over = over_limit(sent, attempt.at, limits)) return *over;
  }
  const auto number = add(sql, attempt, customer, RemedyOutcome::in_progress);
  append_entry(sql, key, entry_of_attempt(sql, number, audit_action::pressed, ""));
  return RemedyBegun{number};
}

RemedyStart propose_recorded(soci::session& sql, const Secret& key, const RemedyAttempt& attempt) {
  if (const auto earlier = earlier_press(sql, attempt)) return *earlier;
  if (const auto proposed = open_proposal(sql, attempt)) return *proposed;
  const auto customer = customer_digest(attempt.customer, key);
  const auto number = add(sql, attempt, customer, RemedyOutcome::proposed);
  append_entry(sql, key, entry_of_attempt(sql, number, audit_action::proposed, ""));
  return RemedyBegun{number};
}

Expected<void> finish_recorded(soci::session& sql, const Secret& key, long long attempt,
                               RemedyOutcome outcome) {
  const auto news = set_outcome(sql, attempt, outcome);
  if (!news) return news.error();
  if (*news) {
    std::string result{to_string(outcome)};
    append_entry(sql, key,
                 entry_of_attempt(sql, attempt, audit_action::finished, std::move(result)));
  }
  return {};
}

Expected<void> end_recorded(soci::session& sql, const Secret& key, long long attempt,
                            const MailEnding& ending) {
  const auto news = set_ending(sql, attempt, ending);
  if (!news) return news.error();
  if (*news) {
    auto entry =
        entry_of_attempt(sql, attempt, audit_action::followed, std::string{to_string(ending.end)});
    entry.words = ending.reason;
    append_entry(sql, key, entry);
  }
  return {};
}

MailRoom mail_room(soci::session& sql, const Secret& key, const EmailAddress& customer,
                   TimePoint now, MailLimits limits) {
  const auto sent = mail_times(sql, customer_digest(customer, key), now - k_limits_count);
  const auto over = over_limit(sent, now, limits);
  return {.left = mails_left(sent, now, limits),
          .next_at = over ? std::optional{over->again_at} : std::nullopt};
}

}  // namespace latchkey::storage
