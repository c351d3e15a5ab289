#include "core/diagnosis/headline.hpp"

#include "core/diagnosis/mail.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/resets.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <iterator>

namespace latchkey {
namespace {

/// Reasons that a first line has room for; the rest is counted.
constexpr std::size_t k_reasons_at_most = 2;

std::string reasons(const std::vector<Finding>& findings) {
  std::string text;
  std::size_t count = 0;
  for (const auto& finding : findings) {
    if (finding.status != Status::unanswered) continue;
    if (count++ >= k_reasons_at_most) continue;
    text += (text.empty() ? "" : "; ") + finding.summary;
  }
  if (count > k_reasons_at_most) {
    text += " and " + std::to_string(count - k_reasons_at_most) + " more";
  }
  return text;
}

std::string in_brackets(const std::string& text) {
  return text.empty() ? "" : " (" + text + ")";
}

std::string causes(const std::vector<const Finding*>& problems) {
  std::string text = problems.front()->headline;
  if (problems.size() > 1) text += ", and " + problems[1]->headline;
  return capitalized(text);
}

/// Where the story stands.
struct OpenStep {
  /// ": last signed in 2 days ago"; empty where nothing is known.
  std::string words;
  /// Was it seen that the customer can go on? Then mails that are not visible yet do not matter.
  bool goes_on = false;
};

/// Did it happen within the time of which mails may not be visible yet?
bool is_too_new_to_see(const Evidence& evidence, TimePoint at) {
  return evidence.window.to - at < k_not_visible_yet;
}

/// A reset that the account notes, whose mail the log does not show yet.
std::optional<TimePoint> awaited_reset(const Evidence& evidence,
                                       const std::optional<TimePoint>& signed_in) {
  const auto reset = newest_reset(evidence);
  const bool awaited =
      reset && !reset->mail && is_too_new_to_see(evidence, reset->at) && signed_in < reset->at;
  return awaited ? std::optional{reset->at} : std::nullopt;
}

/// The newest mail with a link that the customer was sent and has not used, or else the last
/// sign-in.
OpenStep newest_open_step(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  const auto account = account_of(here, evidence.asked);
  const auto signed_in = account ? newest_sign_in(*account) : std::nullopt;
  if (const auto at = awaited_reset(evidence, signed_in)) {
    return {": a reset was asked for " + ago(*at, evidence.now)};
  }
  if (here.mail) {
    for (const auto& mail : mails(here.service, *here.mail)) {
      const bool has_link = mail.kind == MailKind::reset || mail.kind == MailKind::sign_in_link;
      if (!has_link) continue;
      if (was_used(evidence, mail)) break;
      return {": " + mail_words(mail.kind, mail.subject) + " " +
                  event_words(fate(mail), evidence.now) + ", not used yet",
              arrived(fate_of(mail))};
    }
  }
  if (!signed_in) return {};
  return {": last signed in " + ago(*signed_in, evidence.now),
          is_too_new_to_see(evidence, *signed_in)};
}

/// That no mail failed is an absence, and of the newest half hour it cannot be seen.
Conclusion nothing_found(const Evidence& evidence) {
  const auto step = newest_open_step(evidence);
  Conclusion conclusion{Cause::nothing_found, Confidence::certain, "Nothing found" + step.words};
  if (!step.goes_on && newest_mail_not_visible_yet(evidence)) {
    conclusion.confidence = Confidence::likely;
    conclusion.summary += " (the newest half hour of mail is not visible yet)";
  }
  return conclusion;
}

}  // namespace

Conclusion headline(const Evidence& evidence, const std::vector<Finding>& findings) {
  std::vector<const Finding*> problems;
  for (const auto& finding : findings) {
    if (finding.status == Status::problem) problems.push_back(&finding);
  }
  const auto unanswered = reasons(findings);
  if (!problems.empty()) {
    return {*problems.front()->cause, problems.front()->confidence,
            causes(problems) + in_brackets(unanswered)};
  }
  if (!unanswered.empty()) {
    return {Cause::unknown, Confidence::possible, "Could not tell: " + unanswered};
  }
  return nothing_found(evidence);
}

}  // namespace latchkey
