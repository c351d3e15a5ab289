#pragma once

#include "tests/adapters/storage/store_on_either.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::storage {

inline const TimePoint k_asked_at = std::chrono::floor<std::chrono::microseconds>(
    std::chrono::system_clock::now() - std::chrono::minutes{5});

inline EmailAddress mary() {
  return *EmailAddress::parse("mary.major@acme.example");
}

inline DiagnosisRecord asked_about(const EmailAddress& email, const std::string& id) {
  return {.id = id,
          .email = email,
          .service = "CustomersDot",
          .asked_by = "U0DANA",
          .asked_at = k_asked_at,
          .channel = "C0SUPPORT",
          .root = "root of " + id,
          .thread = "root of " + id};
}

/// A store whose record is read, tampered with and verified.
class AuditTest : public StoreOnEither {
 protected:
  /// A question, its answer, a press and how it ended: four entries about Mary.
  long long whole_story(const std::string& id = "d1") {
    auto record = asked_about(mary(), id);
    EXPECT_TRUE(wait_for(store_->record_diagnosis(record)));
    record.cause = "account_unconfirmed";
    record.details = R"({"ticket":"Mary.Major@acme.example never confirmed"})";
    EXPECT_TRUE(wait_for(store_->record_diagnosis(record)));
    const auto begun = wait_for(store_->begin_remedy(
        {id, RemedyId::resend_confirmation, mary(), "U0LENA", k_asked_at, "press"}, {99, 99}));
    const auto attempt = std::get<RemedyBegun>(*begun).attempt;
    EXPECT_TRUE(wait_for(store_->finish_remedy(attempt, RemedyOutcome::accepted)));
    return attempt;
  }
  int mails_left_to(const EmailAddress& customer) {
    const RemedyAttempt next{"next", RemedyId::resend_confirmation, customer, "U0LENA", k_asked_at};
    return wait_for(store_->mails_left(next, {2, 5})).value().left;
  }
  std::vector<RecordedEntry> entries(AuditQuestion question = {}) {
    return wait_for(store_->entries(std::move(question))).value();
  }
  AuditVerdict verdict(std::vector<AuditHead> known = {}) {
    return wait_for(store_->verify(std::move(known))).value();
  }
  /// "changed 3", in the order of the numbers.
  std::vector<std::string> faults(std::vector<AuditHead> known = {}) {
    static const std::map<AuditFault::Kind, std::string> k_words = {
        {AuditFault::Kind::changed, "changed "},
        {AuditFault::Kind::missing, "missing "},
        {AuditFault::Kind::cut_off, "cut off "},
        {AuditFault::Kind::replaced, "replaced "}};
    std::vector<std::string> found;
    for (const auto& fault : verdict(std::move(known)).faults) {
      found.push_back(k_words.at(fault.kind) + std::to_string(fault.number));
    }
    return found;
  }
  AuditHead head() { return wait_for(store_->audit_head()).value(); }
};

}  // namespace latchkey::storage
