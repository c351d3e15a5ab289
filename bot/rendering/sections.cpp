#include "bot/rendering/sections.hpp"

#include "bot/rendering/check_words.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "core/base/letter_case.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

Line sentence(const std::string& text) {
  return {.text = {chat::plain(one_line(text))}};
}

/// "CustomersDot · Fri 09:02 · account created · open"
Text evidence_text(const EvidenceLine& line) {
  Text text = {chat::plain(one_line(line.source) + " · ")};
  if (line.at) {
    text.push_back(chat::date(*line.at));
    text.push_back(chat::plain(" · "));
  }
  text.push_back(chat::plain(one_line(line.what)));
  if (!line.link.empty()) {
    text.push_back(chat::plain(" · "));
    text.push_back(chat::link("open", line.link));
  }
  return text;
}

const Finding* first_problem(const Diagnosis& diagnosis) {
  const auto& findings = diagnosis.findings;
  const auto first = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.status == Status::problem;
  });
  return first == findings.end() ? nullptr : &*first;
}

bool has_evidence(const Finding* finding, const EvidenceLine& line) {
  return finding && std::any_of(finding->evidence.begin(), finding->evidence.end(),
                                [&](const EvidenceLine& other) {
                                  return other.source == line.source && other.at == line.at &&
                                         other.what == line.what;
                                });
}

/// What `shown` has said already is not said again.
void append_evidence(const Finding& finding, const Finding* shown, bool indented,
                     std::vector<Line>& lines) {
  for (const EvidenceLine& line : finding.evidence) {
    if (has_evidence(shown, line)) continue;
    lines.push_back({.text = evidence_text(line), .indented = indented});
  }
}

Section why(const Diagnosis& diagnosis) {
  Section section{.title = "Why", .lines = {}};
  if (const Finding* finding = first_problem(diagnosis)) {
    append_evidence(*finding, nullptr, false, section.lines);
  }
  return section;
}

/// The other findings that mean something. A sentence carries the link to its first evidence; a
/// second problem is named in the conclusion, so all of its evidence follows.
Section also(const Diagnosis& diagnosis) {
  const Finding* first = first_problem(diagnosis);
  Section section{.title = first ? "Also" : "What is known", .lines = {}};
  for (const Finding& finding : diagnosis.findings) {
    const bool problem = finding.status == Status::problem;
    if (&finding == first || (!problem && finding.status != Status::info)) continue;
    section.lines.push_back(sentence(finding.summary));
    if (problem) {
      append_evidence(finding, first, true, section.lines);
    } else if (!finding.evidence.empty() && !finding.evidence.front().link.empty()) {
      section.lines.back().text.push_back(chat::plain(" "));
      section.lines.back().text.push_back(chat::link("open", finding.evidence.front().link));
    }
  }
  return section;
}

/// One line for each reason: several checks may be open because of one silent system.
Section not_answered(const Diagnosis& diagnosis) {
  Section section{.title = "Not answered: check again, or look there by hand", .lines = {}};
  std::set<std::string> reasons;
  for (const Unanswered& unanswered : diagnosis.unanswered) {
    if (reasons.insert(unanswered.why).second) section.lines.push_back(sentence(unanswered.why));
  }
  return section;
}

/// "CustomersDot has no state, locked_at or provider; …": what each service lacks in one clause.
std::string not_looked_at(const Diagnosis& diagnosis) {
  const std::string lacks = diagnosis.service + " has no ";
  // That there is no account to look at, the conclusion has said.
  const std::string no_account = no_account_to_judge("", diagnosis.service).why;
  std::vector<std::string> missing;
  std::set<std::string> others;
  for (const NotApplicable& check : diagnosis.not_applicable) {
    if (check.why == no_account) continue;
    if (check.why.starts_with(lacks)) {
      missing.push_back(check.why.substr(lacks.size()));
    } else {
      others.insert(one_line(check.why));
    }
  }
  std::string text = missing.empty() ? "" : one_line(lacks + listed(missing, "or"));
  for (const auto& other : others) text += (text.empty() ? "" : "; ") + other;
  return text;
}

/// What gives no clue, in as few words as possible: its sentences stand in the answer for scripts.
Section the_rest(const Diagnosis& diagnosis) {
  std::vector<std::string> fine;
  for (const Finding& finding : diagnosis.findings) {
    if (finding.status != Status::ok) continue;
    std::string words = check_words(finding.check);
    if (std::find(fine.begin(), fine.end(), words) == fine.end()) fine.push_back(std::move(words));
  }
  const std::string skipped = not_looked_at(diagnosis);
  Section section;
  if (!fine.empty())
    section.lines.push_back({.text = {chat::plain("Fine: " + listed(fine) + ".")}});
  if (!skipped.empty())
    section.lines.push_back({.text = {chat::plain("Not looked at: " + skipped + ".")}});
  return section;
}

/// What support does where no button helps. Nothing for confirmations: where we do not offer one,
/// asking for it could mail another account's link. The words for customers name no other address:
/// whose it is, has to be verified first.
std::string advice(const Diagnosis& diagnosis) {
  switch (diagnosis.conclusion.cause) {
    case Cause::other_address:
      return "Ask the customer to try the address that they signed up with, which may differ from "
             "the one they write from. Name it only after you have verified who they are.";
    case Cause::no_account:
      return "Ask the customer which address they signed up with; it may differ from the one they "
             "write from.";
    case Cause::nothing_found:
      return "Ask the customer what they see when they try to sign in, and on which site.";
    case Cause::reset_requested_elsewhere:
    case Cause::reset_not_requested:
    case Cause::reset_link_expired:
      return "Ask the customer to ask for the mail on " + diagnosis.service + " itself.";
    case Cause::account_blocked:
      return "Follow the way for blocked accounts; tell the customer nothing of the reason.";
    case Cause::login_not_activated:
      return "Look at the account's history before you switch it on: it may be off on purpose. Who "
             "bought through a reseller asks the reseller.";
    case Cause::signs_in_through_provider:
      return "Ask the customer to sign in through the provider named above; a reset does not help.";
    case Cause::mail_suppressed:
      return "Ask the customer whether they want mail from " + diagnosis.service +
             " again, before anybody takes the address off the list.";
    case Cause::mail_bounced:
      return "Check how the address is spelled, and ask the customer for another one.";
    case Cause::mail_blocked:
      return "Have the mail provider get our sending address off the block list; promise no time.";
    case Cause::mail_rejected:
      return "Tell whoever runs the mail domain: the customer can do nothing about it.";
    case Cause::mail_delayed:
      return "Ask the customer to wait, and check again: a new mail would not be faster.";
    case Cause::account_locked:
      return "Ask the customer to wait until the lock has run out, and to sign in then.";
    case Cause::account_unconfirmed:
    case Cause::email_change_unconfirmed:
    case Cause::unknown: break;
  }
  return {};
}

Section next_step(const Diagnosis& diagnosis) {
  Section section{.title = "Next step", .lines = {}};
  const std::string words = advice(diagnosis);
  // To look is no step, and what goes against the customer's wish is none before somebody has
  // asked.
  const bool nothing_to_press = std::all_of(
      diagnosis.remedies.begin(), diagnosis.remedies.end(), [](const OfferedRemedy& remedy) {
        return only_looks(remedy.id) || is_against_wish(remedy.id);
      });
  if (nothing_to_press && !words.empty()) section.lines.push_back(sentence(words));
  return section;
}

/// "mg.gitlab.com" of "mailgun:mg.gitlab.com", as scripts read it.
std::string without_scheme(const std::string& source) {
  constexpr std::string_view k_mail_log = "mailgun:";
  return source.starts_with(k_mail_log) ? source.substr(k_mail_log.size()) : source;
}

}  // namespace

std::string readable_source(const std::string& source) {
  const std::string name = without_scheme(source);
  return name.size() == source.size() ? one_line(name) : "Mail log of " + one_line(name);
}

Section timeline_section(const Diagnosis& diagnosis, std::size_t most_rows) {
  Section section{.title = "Timeline", .lines = {}};
  const auto& entries = diagnosis.timeline;
  const std::size_t left_out = entries.size() > most_rows ? entries.size() - most_rows : 0;
  if (left_out > 0) {
    section.lines.push_back(sentence(std::to_string(left_out) + " earlier " +
                                     (left_out == 1 ? "row is" : "rows are") + " left out"));
  }
  for (std::size_t i = left_out; i < entries.size(); ++i) {
    // What happened comes first: on a phone, a row of its own is all that is read at a glance.
    section.lines.push_back({.text = {chat::date(entries[i].at),
                                      chat::plain(" · " + one_line(entries[i].what) + " · " +
                                                  one_line(without_scheme(entries[i].source)))}});
  }
  return section;
}

std::vector<Section> sections(const Diagnosis& diagnosis, std::size_t most_rows) {
  std::vector<Section> parts = {why(diagnosis),          also(diagnosis),
                                not_answered(diagnosis), timeline_section(diagnosis, most_rows),
                                the_rest(diagnosis),     next_step(diagnosis)};
  std::erase_if(parts, [](const Section& part) { return part.lines.empty(); });
  return parts;
}

std::string explanation(const Diagnosis& diagnosis) {
  const Finding* finding = first_problem(diagnosis);
  if (!finding) return {};
  const std::string first_line = in_lower_case(finding->headline);
  if (!first_line.empty() && in_lower_case(finding->summary).starts_with(first_line)) {
    return {};
  }
  return one_line(finding->summary);
}

std::string how_sure(const Conclusion& conclusion) {
  if (conclusion.cause == Cause::unknown || conclusion.cause == Cause::nothing_found) return {};
  switch (conclusion.confidence) {
    case Confidence::certain: return {};
    case Confidence::likely: return "likely, not certain";
    case Confidence::possible: return "possible, not certain";
  }
  return {};
}

std::string extent(const Window& window) {
  return format_age(window.to - window.from) + " of mail";
}

}  // namespace latchkey::rendering
