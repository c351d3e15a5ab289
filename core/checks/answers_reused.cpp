#include "core/checks/answers_reused.hpp"

#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

/// Two people who ask in the same second get the same answer anyway.
constexpr std::chrono::seconds k_noticeable{1};

/// When the mail log was asked: of its two answers, the older one counts.
std::optional<TimePoint> mail_log_asked_at(const ServiceEvidence& service) {
  const auto& one = service.mail_asked_at;
  const auto& other = service.mail_to_look_alikes_asked_at;
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

}  // namespace

CheckResult answers_reused(const Evidence& evidence) {
  Finding finding{.check = "answers_reused", .status = Status::info, .summary = {}};
  std::chrono::microseconds oldest{0};
  const auto add = [&](const std::string& system, std::optional<TimePoint> asked_at) {
    if (!asked_at || evidence.now - *asked_at < k_noticeable) return;
    oldest = std::max(oldest, evidence.now - *asked_at);
    finding.evidence.push_back({system, asked_at, "asked for an earlier check", {}});
  };
  for (const auto& service : evidence.services) {
    add(service.service.name, service.accounts_asked_at);
    add(mail_log_name(service.service), mail_log_asked_at(service));
    add(suppression_lists_name(service.service), service.suppressions_asked_at);
  }
  if (finding.evidence.empty()) return {};
  const auto seconds = std::chrono::floor<std::chrono::seconds>(oldest).count();
  finding.summary = "Some answers are up to " + std::to_string(seconds) +
                    " s old, from an earlier check of this address; \"Check again\" asks anew.";
  return {{std::move(finding)}};
}

}  // namespace latchkey
