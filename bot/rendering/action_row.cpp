#include "bot/rendering/action_row.hpp"

#include "bot/rendering/mail_ending_words.hpp"
#include "bot/rendering/press_lines.hpp"
#include "bot/rendering/remedy_dialog.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
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

chat::Button remedy_button(RemedyId remedy, const ActionRow& row) {
  return {.label = std::string{label(remedy)},
          .action = std::string{to_string(remedy)},
          .value = row.diagnosis_id,
          .style = chat::Button::Style::plain,
          .confirm = remedy_dialog(remedy, row, false)};
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

void add_put_backs(chat::Block& block, const ActionRow& row, const std::vector<Press>& presses) {
  for (const Press& press : presses) {
    const auto list = lifted_list(press.remedy);
    if (!list || press.outcome != RemedyOutcome::lifted || !press.can_be_put_back) continue;
    const auto remedy = put_back_of(*list);
    if (is_left(remedy, presses)) block.buttons.push_back(remedy_button(remedy, row));
  }
}

chat::Block buttons(const ActionRow& row, const std::vector<Press>& presses) {
  chat::Block block{.kind = chat::Block::Kind::buttons};
  add_approvals(block, row, presses);
  for (const RemedyId remedy : row.offered) {
    if (!is_left(remedy, presses)) continue;
    const bool helps_first = row.first_is_primary && block.buttons.empty() && presses.empty();
    block.buttons.push_back(remedy_button(remedy, row));
    if (helps_first) block.buttons.back().style = chat::Button::Style::primary;
  }
  add_put_backs(block, row, presses);
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
  block.buttons.push_back({.label = "Check again",
                           .action = std::string{k_recheck},
                           .value = row.diagnosis_id,
                           .style = chat::Button::Style::plain,
                           .confirm = {}});
  return block;
}

/// For clients that show no blocks.
std::string summary(const Press& press) {
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

chat::Message render(const ActionRow& row) {
  const std::vector<Press> presses = last_presses(row);
  chat::Message message{.summary = "What you can do", .blocks = row.above};
  for (const Press& press : presses) {
    message.blocks.push_back({.text = press_line(press, row)});
    if (press.ending) message.blocks.push_back({.text = mail_ending_line(*press.ending)});
  }
  if (!presses.empty()) message.summary = summary(presses.back());
  if (presses.empty()) message.blocks.push_back({.text = {chat::bold("What you can do")}});
  if (row.next_mail_at) {
    message.blocks.push_back(
        {.text = {chat::plain("No mail can be offered now: this customer has had as many as the "
                              "limits allow. The next one is allowed from "),
                  chat::date(*row.next_mail_at), chat::plain(" on: “Check again” then.")}});
  }
  message.blocks.push_back(buttons(row, presses));
  return message;
}

}  // namespace latchkey::rendering
