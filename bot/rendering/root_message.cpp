#include "bot/rendering/root_message.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/sections.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace latchkey::rendering {
namespace {

std::string shown_address(const Asked& asked) {
  return asked.mask_email ? asked.email.masked() : asked.email.full();
}

/// One cell for each question, as long as they fit a phone's line.
std::string bar(const Progress& progress) {
  constexpr int k_cells_at_most = 12;
  constexpr int k_cells_before_start = 6;
  const int cells =
      progress.asked == 0 ? k_cells_before_start : std::min(progress.asked, k_cells_at_most);
  const int full = progress.asked == 0 ? 0 : progress.answered * cells / progress.asked;
  std::string text;
  for (int i = 0; i < cells; ++i) text += i < full ? "▰" : "▱";
  return text;
}

std::string how_far(const Progress& progress) {
  constexpr std::size_t k_named = 2;
  if (progress.asked == 0) return "asking";
  std::string text =
      std::to_string(progress.answered) + " of " + std::to_string(progress.asked) + " answered";
  const auto& waiting = progress.waiting_for;
  if (waiting.empty()) return text;
  text += " · waiting for " + one_line(waiting.front());
  if (waiting.size() >= k_named) {
    text += waiting.size() == k_named ? " and " + one_line(waiting[1])
                                      : " and " + std::to_string(waiting.size() - 1) + " more";
  }
  return text;
}

std::string_view mark(const Conclusion& conclusion) {
  if (conclusion.cause == Cause::nothing_found) return "🟢";
  if (conclusion.cause == Cause::unknown) return "⚪";
  return conclusion.confidence == Confidence::certain ? "🔴" : "🟠";
}

chat::Block title(const Asked& asked) {
  return {.text = {chat::plain("🔎 Sign-in check for "), chat::code(shown_address(asked)),
                   chat::plain(" · " + asked.service + " · asked by "), chat::user(asked.by)}};
}

std::string summary(const Asked& asked, std::string_view state) {
  return "Sign-in check for " + shown_address(asked) + ": " + std::string{state};
}

}  // namespace

chat::Message root_running(const Asked& asked, const Progress& progress) {
  const std::string state = how_far(progress);
  return {.summary = summary(asked, state),
          .blocks = {title(asked), {.text = {chat::plain(bar(progress) + "  " + state)}}}};
}

chat::Message root_concluded(const Asked& asked, const Diagnosis& diagnosis) {
  std::string conclusion = one_line(diagnosis.conclusion.summary);
  std::string details = explanation(diagnosis);
  if (asked.mask_email) {
    conclusion = with_masked_addresses(conclusion);
    details = with_masked_addresses(details);
  }
  const std::string colour{mark(diagnosis.conclusion)};
  chat::Message message{.summary = colour + " " + conclusion + " · " + shown_address(asked),
                        .blocks = {}};
  message.blocks.push_back({.text = {chat::plain(colour + " "), chat::bold(conclusion)}});
  if (!details.empty()) message.blocks.push_back({.text = {chat::plain(details)}});

  const std::string sure = how_sure(diagnosis.conclusion);
  chat::Text origin;
  if (!sure.empty()) origin.push_back(chat::plain(sure + " · "));
  origin.push_back(chat::code(shown_address(asked)));
  origin.push_back(
      chat::plain(" · " + diagnosis.service + " · " + extent(diagnosis.window) + " · asked by "));
  origin.push_back(chat::user(asked.by));
  origin.push_back(chat::plain(" · details and buttons in the thread"));
  message.blocks.push_back({.kind = chat::Block::Kind::small_print, .text = std::move(origin)});
  return message;
}

chat::Message root_abandoned(const Asked& asked) {
  const std::string state = "Latchkey was interrupted before it had an answer. Please ask again.";
  return {.summary = summary(asked, state),
          .blocks = {title(asked), {.text = {chat::plain("⚪ " + state)}}}};
}

}  // namespace latchkey::rendering
