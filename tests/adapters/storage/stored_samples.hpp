#pragma once

#include "core/ports/store.hpp"

#include <string>

// A diagnosis, a press and the limits for it, for tests of what is kept.
namespace latchkey::storage {

inline const TimePoint k_now = *parse_time("2026-11-22T10:00:00.123456Z");
inline constexpr MailLimits k_limits{.per_hour = 2, .per_day = 5};

inline EmailAddress jane() {
  return *EmailAddress::parse("jane.doe@acme.example");
}

/// The address that Jane's account is about to change to.
inline EmailAddress jane_new() {
  return *EmailAddress::parse("jane@new.example");
}

inline RemedyAttempt press(const std::string& diagnosis, TimePoint at = k_now,
                           RemedyId remedy = RemedyId::resend_confirmation) {
  return {diagnosis, remedy, jane(), "U0DANA", at};
}

inline DiagnosisRecord record(const std::string& id) {
  return {id,
          jane(),
          R"(Customer's "Dot" \ ; --)",
          "U0DANA",
          k_now,
          "C0SUPPORT",
          "account_unconfirmed",
          {RemedyId::resend_confirmation, RemedyId::send_password_reset}};
}

}  // namespace latchkey::storage
