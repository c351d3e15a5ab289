#include "bot/rendering/sections.hpp"

#include "bot/commands/characters.hpp"
#include "bot/rendering/foreign_text.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

Text sentence(const std::string& text) {
  return {chat::plain(one_line(text))};
}

/// "CustomersDot · Fri 09:02 · account created · open"
Text evidence_line(const EvidenceLine& line) {
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

Section why(const Diagnosis& diagnosis) {
  Section section{.title = "Why", .lines = {}};
  if (const Finding* finding = first_problem(diagnosis)) {
    std::transform(finding->evidence.begin(), finding->evidence.end(),
                   std::back_inserter(section.lines), evidence_line);
  }
  return section;
}

/// The other findings that mean something. A sentence carries the link to its first evidence; a
/// second problem is named in the conclusion, so all of its evidence follows.
Section also(const Diagnosis& diagnosis) {
  Section section{.title = "Also", .lines = {}};
  const Finding* first = first_problem(diagnosis);
  for (const Finding& finding : diagnosis.findings) {
    const bool problem = finding.status == Status::problem;
    if (&finding == first || (!problem && finding.status != Status::info)) continue;
    section.lines.push_back(sentence(finding.summary));
    if (problem) {
      std::transform(finding.evidence.begin(), finding.evidence.end(),
                     std::back_inserter(section.lines), evidence_line);
    } else if (!finding.evidence.empty() && !finding.evidence.front().link.empty()) {
      section.lines.back().push_back(chat::plain(" "));
      section.lines.back().push_back(chat::link("open", finding.evidence.front().link));
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

Section timeline(const Diagnosis& diagnosis, std::size_t most_rows) {
  Section section{.title = "Timeline", .lines = {}};
  const auto& entries = diagnosis.timeline;
  const std::size_t left_out = entries.size() > most_rows ? entries.size() - most_rows : 0;
  if (left_out > 0) {
    section.lines.push_back(sentence(std::to_string(left_out) + " earlier " +
                                     (left_out == 1 ? "row is" : "rows are") +
                                     " left out; latchkey diagnose shows all"));
  }
  for (std::size_t i = left_out; i < entries.size(); ++i) {
    section.lines.push_back(
        {chat::date(entries[i].at),
         chat::plain(" · " + one_line(entries[i].source) + " · " + one_line(entries[i].what))});
  }
  return section;
}

/// What gives no clue, in as few words as possible.
Section the_rest(const Diagnosis& diagnosis) {
  std::string fine;
  for (const Finding& finding : diagnosis.findings) {
    if (finding.status == Status::ok) fine += (fine.empty() ? "" : " ") + one_line(finding.summary);
  }
  std::string skipped;
  for (const NotApplicable& check : diagnosis.not_applicable) {
    if (skipped.find(check.why) != std::string::npos) continue;
    skipped += (skipped.empty() ? "" : "; ") + one_line(check.why);
  }
  Section section;
  if (!fine.empty()) section.lines.push_back({chat::plain("Fine: " + fine)});
  if (!skipped.empty()) section.lines.push_back({chat::plain("Not looked at: " + skipped + ".")});
  return section;
}

}  // namespace

std::vector<Section> sections(const Diagnosis& diagnosis, std::size_t most_rows) {
  std::vector<Section> parts = {why(diagnosis), also(diagnosis), not_answered(diagnosis),
                                timeline(diagnosis, most_rows), the_rest(diagnosis)};
  std::erase_if(parts, [](const Section& part) { return part.lines.empty(); });
  return parts;
}

std::string explanation(const Diagnosis& diagnosis) {
  const Finding* finding = first_problem(diagnosis);
  if (!finding) return {};
  const std::string first_line = commands::lower_case(finding->headline);
  if (!first_line.empty() && commands::lower_case(finding->summary).starts_with(first_line)) {
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
