#include "tests/laboratory/answer_kinds.hpp"

#include <algorithm>
#include <iterator>

namespace latchkey::laboratory {
namespace {

using scenarios::SeenMessage;

bool names_what_was_not_answered(const Chat& messages) {
  return std::any_of(messages.begin(), messages.end(),
                     [](const SeenMessage& message) { return message.says("Not answered"); });
}

}  // namespace

Chat thread_of(const SeenMessage& message, const Chat& chat) {
  const auto root = message.thread.empty() ? message.ts : message.thread;
  Chat thread;
  std::copy_if(chat.begin(), chat.end(), std::back_inserter(thread),
               [&](const SeenMessage& other) { return other.thread == root; });
  return thread;
}

bool has_buttons(const Chat& thread) {
  return std::any_of(thread.begin(), thread.end(),
                     [](const SeenMessage& message) { return message.has_button(k_check_again); });
}

bool is_complete(const SeenMessage& answer, const Chat& chat) {
  if (answer.only_for_me) return !names_what_was_not_answered({answer});
  if (answer.has_button(k_check_again)) return true;
  const auto thread = thread_of(answer, chat);
  return has_buttons(thread) && !names_what_was_not_answered(thread);
}

bool is_honest(const SeenMessage& answer, const Chat& chat) {
  if (answer.only_for_me) return answer.says("again") || answer.says("before you");
  const bool tells_of_a_press = answer.has_button(k_check_again);
  const bool draws_no_conclusion = answer.says("⚪");
  return tells_of_a_press || draws_no_conclusion ||
         names_what_was_not_answered(thread_of(answer, chat));
}

}  // namespace latchkey::laboratory
