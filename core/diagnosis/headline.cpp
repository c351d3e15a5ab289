#include "core/diagnosis/headline.hpp"

#include "core/diagnosis/mail.hpp"
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

/// The newest mail with a link that the customer was sent and has not used, or else the last
/// sign-in: where the story stands.
std::string newest_open_step(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  if (here.mail) {
    for (const auto& mail : mails(here.service, *here.mail)) {
      const bool has_link = mail.kind == MailKind::reset || mail.kind == MailKind::sign_in_link;
      if (!has_link) continue;
      if (was_used(evidence, mail)) break;
      return ": " + mail_words(mail.kind, mail.subject) + " " +
             event_words(fate(mail), evidence.now) + ", not used yet";
    }
  }
  const auto account = account_of(here, evidence.asked);
  const auto signed_in = account ? newest_sign_in(*account) : std::nullopt;
  return signed_in ? ": last signed in " + ago(*signed_in, evidence.now) : "";
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
  return {Cause::nothing_found, Confidence::certain, "Nothing found" + newest_open_step(evidence)};
}

}  // namespace latchkey
