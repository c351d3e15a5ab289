#include "bot/rendering/escalation_notices.hpp"

#include "bot/rendering/escalation_card.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

chat::Message notice(std::string summary, Text text) {
  return {.summary = std::move(summary), .blocks = {{.text = std::move(text)}}};
}

chat::Message notice(const std::string& text) {
  return notice(text, {chat::plain(text)});
}

}  // namespace

chat::Message no_escalation() {
  return notice(
      "Nobody was called: whom to call is not set up here ([oncall] in Latchkey's configuration). "
      "Please bring in the person on call yourself.");
}

chat::Message already_escalated(const Escalation& open) {
  Text text = {chat::user(open.asked_by), chat::plain(" escalated in this thread before you, "),
               chat::date(open.asked_at), chat::plain(", so nobody was called again. ")};
  for (auto& span : standing(open)) text.push_back(std::move(span));
  return notice("Somebody escalated in this thread before you", std::move(text));
}

chat::Message escalation_stands(const Escalation& escalation) {
  Text text = {chat::plain("Nothing was changed. ")};
  for (auto& span : standing(escalation)) text.push_back(std::move(span));
  return notice("Nothing was changed", std::move(text));
}

chat::Message escalation_forgotten() {
  return notice("This call for help is not kept any more. Nothing was changed.");
}

chat::Message escalation_expired() {
  return notice(
      "Nobody was called: your turn came more than five minutes after the press. Please press "
      "again if help is still wanted.");
}

chat::Message escalation_needs_invitation() {
  return notice(
      "Nobody was called: I am not in this channel, so I cannot call anybody into its threads. "
      "Type “/invite @Latchkey” here, then try again.");
}

chat::Message escalation_dry_run(const Call& call, chat::Message card, bool incident) {
  Text text = {chat::plain("🧪 Nobody was called: Latchkey runs with dry_run = true. ")};
  if (call.reaches_nobody()) {
    text.push_back(
        chat::plain("Nobody would have been found to call. In this thread would stand:"));
  } else {
    text.push_back(chat::plain("This would have gone to "));
    for (auto& span : called(call)) text.push_back(std::move(span));
    text.push_back(chat::plain(" in this thread:"));
  }
  chat::Message result = notice("Nobody was called: dry run", std::move(text));
  result.blocks.push_back({.kind = chat::Block::Kind::divider});
  for (auto& block : card.blocks) {
    if (block.kind != chat::Block::Kind::buttons) result.blocks.push_back(std::move(block));
  }
  if (incident) {
    result.blocks.push_back({.kind = chat::Block::Kind::divider});
    result.blocks.push_back({.text = {chat::plain("An incident would have been opened in "
                                                  "PagerDuty, which pages by its own levels.")}});
  }
  return result;
}

}  // namespace latchkey::rendering
