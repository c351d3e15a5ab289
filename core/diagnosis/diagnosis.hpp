#pragma once

#include "core/base/email_address.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/finding.hpp"
#include "core/diagnosis/other_account.hpp"
#include "core/diagnosis/service.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// The answer's first line.
struct Conclusion {
  Cause cause = Cause::unknown;
  Confidence confidence = Confidence::possible;
  /// Names the second cause, and what was not answered, too.
  std::string summary;
};

/// The account that the asked address has on one service.
struct AccountRow {
  std::string service;
  std::string email;
  std::string id;
  std::string name;
  std::string state;
  std::optional<TimePoint> created_at;
  std::string link;
};

/// One thing that happened, in one system.
struct TimelineEntry {
  TimePoint at;
  std::string source;
  std::string what;
};

/// A remedy that is offered for this diagnosis.
struct OfferedRemedy {
  RemedyId id;
  std::string service;
  /// Helps first, as far as can be told; one of them at most.
  bool primary = false;
  /// Only with `check_other_address`: the one to check.
  std::optional<EmailAddress> other_address = {};
  /// Who gets its mail, where it sends one and the accounts answered.
  std::optional<EmailAddress> recipient = {};
};

/// A check that could not be answered, and the reason with the system's name.
struct Unanswered {
  std::string check;
  std::string why;
};

/// Everything that is said about one address. The renderers need nothing else.
struct Diagnosis {
  EmailAddress email;
  /// The diagnosed service's name.
  std::string service;
  Window window;
  Conclusion conclusion;
  /// In order of importance; the first problem is the conclusion.
  std::vector<Finding> findings;
  std::vector<AccountRow> accounts;
  std::vector<OtherAccount> other_accounts;
  /// Oldest first.
  std::vector<TimelineEntry> timeline;
  std::vector<OfferedRemedy> remedies;
  std::vector<Unanswered> unanswered;
  std::vector<NotApplicable> not_applicable;
  std::chrono::milliseconds elapsed{0};
};

}  // namespace latchkey
