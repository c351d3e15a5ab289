#pragma once

#include "core/base/error.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/cause.hpp"
#include "core/diagnosis/other_account.hpp"
#include "core/remedies/remedy.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

enum class Status { problem, ok, info, unanswered };
std::string_view to_string(Status status);

/// One fact that a person can go and look at.
struct EvidenceLine {
  /// Which system says so ("CustomersDot", "Mail log of mg.gitlab.com").
  std::string source;
  std::optional<TimePoint> at;
  std::string what;
  /// Where to see it. Empty: nowhere to link to.
  std::string link;
};

/// What a check concluded.
struct Finding {
  /// The check's name: the stem of its file.
  std::string check;
  Status status = Status::ok;
  /// Only with `problem`.
  std::optional<Cause> cause = {};
  Confidence confidence = Confidence::certain;
  /// One plain sentence for support.
  std::string summary;
  /// Newest first.
  std::vector<EvidenceLine> evidence = {};
  /// What would help, the best first.
  std::vector<RemedyId> remedies = {};
  /// The same as a clause for the answer's first line, without capital and full stop ("the
  /// account was never confirmed"). Only with `problem`.
  std::string headline = {};
};

/// A question that could not be asked; the summary is the error's own sentence.
Finding could_not_ask(std::string check, const Error& error);

/// A column that the service has and that could not be read ("CustomersDot: confirmed_at could
/// not be read").
Finding could_not_read(std::string check, const std::string& service, const std::string& field);

/// A check that does not fit the service, and why.
struct NotApplicable {
  std::string check;
  std::string why;
};

/// Of a check that looks at the asked address's account, where there is none.
NotApplicable no_account_to_judge(std::string check, const std::string& service);

/// What a check returns: its findings, or why it was not run.
struct CheckResult {
  std::vector<Finding> findings;
  std::optional<NotApplicable> not_applicable = {};
  /// Of `other_addresses` alone: what its findings are about, the most alike first.
  std::vector<OtherAccount> other_accounts = {};
};

}  // namespace latchkey
