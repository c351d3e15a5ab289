#include "bot/rendering/action_row.hpp"

#include "bot/rendering/mail_ending_words.hpp"
#include "bot/rendering/press_lines.hpp"
#include "bot/rendering/remedy_dialog.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace latchkey::rendering {
namespace {

constexpr std::string_view k_approve = "approve_";

/// The last press of each remedy: an earlier one of the same remedy failed, and that is over.
std::vector<Press> last_presses(const ActionRow& row) {
  std::vector<Press> last;
  for (const Press& press : row.presses) {
    std::erase_if(last, [&](const Press& other) { return other.remedy == press.remedy; });
    last.push_back(press);
  }
  return last;
}

bool is_left(RemedyId remedy, const std::vector<Press>& presses) {
  return std::all_of(presses.begin(), presses.end(), [&](const Press& press) {
    return press.remedy != remedy || press.outcome == RemedyOutcome::failed;
  });
}

/// A button's text may have 75 characters (docs.slack.dev, button element): a long address is
/// shortened in its middle, since people tell addresses apart by how they begin and by the domain.
std::string for_button(const EmailAddress& email) {
  constexpr std::size_t k_shown = 66;
  constexpr std::size_t k_end = 30;
  const std::string& full = email.full();
  if (full.size() <= k_shown) return full;
  return full.substr(0, k_shown - k_end - 1) + "…" + full.substr(full.size() - k_end);
}

std::string button_label(RemedyId remedy, const ActionRow& row) {
  if (remedy == RemedyId::check_other_address) return "Check " + for_button(*row.other_address);
  return std::string{label(remedy)};
}

chat::Button remedy_button(RemedyId remedy, const ActionRow& row) {
  chat::Button button{.label = button_label(remedy, row),
                      .action = std::string{to_string(remedy)},
                      .value = row.diagnosis_id,
                      .style = chat::Button::Style::plain,
                      .confirm = {}};
  // A press that only looks is no matter of the customer's.
  if (!only_looks(remedy)) button.confirm = remedy_dialog(remedy, row, false);
  return button;
}

/// "Approve", or "Approve: Lift complaint" where several wait for it.
chat::Button approve_button(RemedyId remedy, const ActionRow& row, bool only_one) {
  return {.label = only_one ? "Approve" : "Approve: " + std::string{label(remedy)},
          .action = approval_action(remedy),
          .value = row.diagnosis_id,
          .style = chat::Button::Style::primary,
          .confirm = remedy_dialog(remedy, row, true)};
}

void add_approvals(chat::Block& block, const ActionRow& row, const std::vector<Press>& presses) {
  const auto waits = [](const Press& press) { return press.outcome == RemedyOutcome::proposed; };
  const bool only_one = std::count_if(presses.begin(), presses.end(), waits) == 1;
  for (const Press& press : presses) {
    if (waits(press)) block.buttons.push_back(approve_button(press.remedy, row, only_one));
  }
}

/// The lifts that can be undone.
std::vector<RemedyId> put_backs(const std::vector<Press>& presses) {
  std::vector<RemedyId> remedies;
  for (const Press& press : presses) {
    const auto list = lifted_list(press.remedy);
    if (!list || press.outcome != RemedyOutcome::lifted || !press.can_be_put_back) continue;
    if (is_left(put_back_of(*list), presses)) remedies.push_back(put_back_of(*list));
  }
  return remedies;
}

/// The remedies that were not pressed yet, at most so many.
std::vector<RemedyId> remedies_left(const ActionRow& row, const std::vector<Press>& presses,
                                    std::size_t most) {
  std::vector<RemedyId> left;
  for (const RemedyId remedy : row.offered) {
    if (remedy == RemedyId::check_other_address && !row.other_address) continue;
    if (is_left(remedy, presses) && left.size() < most) left.push_back(remedy);
  }
  return left;
}

chat::Block buttons(const ActionRow& row, const std::vector<Press>& presses) {
  // More are not taken in at a glance. "Check again" is always one of them.
  constexpr std::size_t k_most = 5;
  chat::Block block{.kind = chat::Block::Kind::buttons};
  add_approvals(block, row, presses);
  const auto back = put_backs(presses);
  const bool can_escalate = row.with_escalate && !row.escalated;
  const std::size_t others =
      block.buttons.size() + back.size() + (row.with_reply ? 1 : 0) + (can_escalate ? 1 : 0) + 1;
  for (const RemedyId remedy : remedies_left(row, presses, k_most - std::min(k_most, others))) {
    const bool helps_first = row.first_is_primary && block.buttons.empty() && presses.empty();
    block.buttons.push_back(remedy_button(remedy, row));
    if (helps_first) block.buttons.back().style = chat::Button::Style::primary;
  }
  for (const RemedyId remedy : back) block.buttons.push_back(remedy_button(remedy, row));
  if (row.with_reply) {
    // Where no remedy helps by itself, the customer has to be asked something.
    const bool helps_first = presses.empty() && (block.buttons.empty() || !row.first_is_primary);
    block.buttons.push_back(
        {.label = "Draft reply",
         .action = std::string{k_draft_reply},
         .value = row.diagnosis_id,
         .style = helps_first ? chat::Button::Style::primary : chat::Button::Style::plain,
         .confirm = {}});
  }
  if (can_escalate) {
    block.buttons.push_back({.label = std::string{k_escalate_label},
                             .action = std::string{k_escalate},
                             .value = row.diagnosis_id,
                             .style = chat::Button::Style::plain,
                             .confirm = chat::Confirm{.title = "Escalate?",
                                                      .text = "Whoever is on call is called into "
                                                              "this thread, right away.",
                                                      .yes = "Escalate",
                                                      .no = "Not now"}});
  }
  block.buttons.push_back({.label = "Check again",
                           .action = std::string{k_recheck},
                           .value = row.diagnosis_id,
                           .style = chat::Button::Style::plain,
                           .confirm = {}});
  return block;
}

/// For clients that show no blocks.
std::string summary(const Press& press) {
  if (only_looks(press.remedy)) return "The other address was checked: the answer stands below";
  std::string text = std::string{label(press.remedy)} + ": ";
  if (press.ending) return text + "the mail " + mail_ending_summary(press.ending->end);
  switch (press.outcome) {
    case RemedyOutcome::proposed: return text + "needs another pair of eyes";
    case RemedyOutcome::in_progress: return text + "being done";
    case RemedyOutcome::accepted:
    case RemedyOutcome::accepted_unproven: return text + "asked for";
    case RemedyOutcome::uncertain: return text + "not certain";
    case RemedyOutcome::lifted:
    case RemedyOutcome::put_back: return text + "done";
    case RemedyOutcome::looked_up:
    case RemedyOutcome::already_confirmed:
    case RemedyOutcome::unknown_address:
    case RemedyOutcome::failed:
    case RemedyOutcome::dry_run: break;
  }
  return text + (sends_mail(press.remedy) ? "no mail left" : "not done");
}

}  // namespace

std::string approval_action(RemedyId remedy) {
  return std::string{k_approve} + std::string{to_string(remedy)};
}

std::optional<PressedRemedy> pressed_remedy(std::string_view action) {
  const bool approves = action.starts_with(k_approve);
  if (approves) action.remove_prefix(k_approve.size());
  const auto remedy = parse_remedy(action);
  if (!remedy) return std::nullopt;
  return PressedRemedy{*remedy, approves};
}

std::vector<chat::Block> what_came_of_presses(const ActionRow& row) {
  std::vector<chat::Block> lines;
  for (const Press& press : last_presses(row)) {
    lines.push_back({.text = press_line(press, row)});
    if (press.ending) lines.push_back({.text = mail_ending_line(*press.ending)});
  }
  return lines;
}

chat::Message render(const ActionRow& row) {
  const std::vector<Press> presses = last_presses(row);
  chat::Message message{.summary = "What you can do", .blocks = row.above};
  for (auto& line : what_came_of_presses(row)) message.blocks.push_back(std::move(line));
  if (!presses.empty()) message.summary = summary(presses.back());
  if (row.escalated) {
    message.blocks.push_back({.text = {chat::plain("🚨 "), chat::user(row.escalated->by),
                                       chat::plain(" escalated, "), chat::date(row.escalated->at),
                                       chat::plain(": see further down in this thread.")}});
  }
  if (presses.empty() && !row.escalated)
    message.blocks.push_back({.text = {chat::bold("What you can do")}});
  if (row.next_mail_at) {
    const bool another = std::any_of(row.offered.begin(), row.offered.end(), sends_mail);
    message.blocks.push_back(
        {.text = {chat::plain(another ? "Another mail would help as well, and whoever gets it has "
                                        "had as many as the limits allow. It is allowed from "
                                      : "No mail can be offered now: this customer has had as many "
                                        "as the limits allow. The next one is allowed from "),
                  chat::date(*row.next_mail_at), chat::plain(" on: “Check again” then.")}});
  }
  message.blocks.push_back(buttons(row, presses));
  return message;
}

}  // namespace latchkey::rendering
