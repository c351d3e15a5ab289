#include "bot/rendering/detail_modals.hpp"

#include "bot/rendering/evidence_buttons.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/section_blocks.hpp"
#include "bot/rendering/sections.hpp"

#include <cstddef>
#include <utility>

namespace latchkey::rendering {
namespace {

/// A field holds 3,000 characters.
constexpr std::size_t k_ticket_at_most = 2'900;
/// Of 100 blocks with 3,000 characters each, this is less than half.
constexpr std::size_t k_rows_in_a_window = 400;

std::string headline(const Diagnosis& diagnosis) {
  std::string text = "Sign-in check for " + diagnosis.email.full() + " on " +
                     one_line(diagnosis.service) + ", " + format_rfc3339(diagnosis.window.to) +
                     "\n" + one_line(diagnosis.conclusion.summary);
  const std::string sure = how_sure(diagnosis.conclusion);
  if (!sure.empty()) text += " (" + sure + ")";
  return text + "\n";
}

std::string evidence_row(const EvidenceLine& line) {
  std::string text = line.at ? format_rfc3339(*line.at) + "  " : "";
  text += one_line(line.source) + ": " + one_line(line.what);
  if (!line.link.empty()) text += "\n  " + line.link;
  return text + "\n";
}

/// Adds the row where there is room for it and for the note about what is left out.
bool append(const std::string& row, std::string& text) {
  constexpr std::size_t k_note = 40;
  if (text.size() + row.size() + k_note > k_ticket_at_most) return false;
  text += row;
  return true;
}

void append_evidence(const Diagnosis& diagnosis, std::string& text) {
  text += "\nEvidence\n";
  for (const Finding& finding : diagnosis.findings) {
    if (finding.status != Status::problem && finding.status != Status::info) continue;
    for (const EvidenceLine& line : finding.evidence) append(evidence_row(line), text);
  }
  for (const Unanswered& open : diagnosis.unanswered) {
    append("Not answered: " + one_line(open.why) + "\n", text);
  }
}

/// The newest first: what falls off is old.
void append_timeline(const Diagnosis& diagnosis, std::string& text) {
  text += "\nTimeline, the newest first\n";
  const auto& entries = diagnosis.timeline;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    const std::string row = format_rfc3339(entry->at) + "  " + readable_source(entry->source) +
                            ": " + one_line(entry->what) + "\n";
    if (append(row, text)) continue;
    text += "… " + std::to_string(entries.rend() - entry) + " earlier rows left out\n";
    return;
  }
}

}  // namespace

std::vector<chat::Block> whole_timeline(const Diagnosis& diagnosis) {
  if (diagnosis.timeline.size() <= k_timeline_rows) return {};
  return section_blocks(timeline_section(diagnosis, k_rows_in_a_window));
}

chat::Modal timeline_modal(std::vector<chat::Block> timeline) {
  return {.title = "Timeline",
          .action = std::string{k_show_all},
          .context = {},
          .submit = {},
          .inputs = {},
          .blocks = std::move(timeline),
          .close = "Close"};
}

std::string ticket_text(const Diagnosis& diagnosis) {
  std::string text = headline(diagnosis);
  append_evidence(diagnosis, text);
  if (!diagnosis.timeline.empty()) append_timeline(diagnosis, text);
  return text;
}

chat::Modal ticket_modal(std::string text) {
  chat::Modal modal{.title = "Copy for the ticket",
                    .action = std::string{k_copy_for_ticket},
                    .context = {},
                    .submit = "Done",
                    .inputs = {},
                    .blocks = {},
                    .close = "Close"};
  modal.inputs.push_back({.name = "ticket",
                          .label = "Log lines and links as text",
                          .placeholder = {},
                          .initial = std::move(text),
                          .multiline = true});
  return modal;
}

}  // namespace latchkey::rendering
