#include "bot/rendering/forgotten_text.hpp"

#include <fmt/format.h>

namespace latchkey::rendering {
namespace {

std::string counted_things(long long count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string forgotten_text(const ForgottenCustomer& forgotten,
                           const std::vector<std::string>& links) {
  std::string text = fmt::format("Forgotten: {}, {}, and who {} of the record {} about.\n",
                                 counted_things(forgotten.diagnoses, "question", "questions"),
                                 counted_things(forgotten.presses, "press", "presses"),
                                 counted_things(forgotten.entries, "entry", "entries"),
                                 forgotten.entries == 1 ? "was" : "were");
  if (forgotten.messages.empty()) return text;
  text +=
      "These messages in the chat, and their threads, still hold the address. Delete them "
      "there:\n";
  for (std::size_t i = 0; i < forgotten.messages.size(); ++i) {
    const auto& message = forgotten.messages[i];
    const bool known = i < links.size() && !links[i].empty();
    text += fmt::format(
        "  {}  {}\n", format_rfc3339(message.asked_at),
        known ? links[i] : fmt::format("channel {}, message {}", message.channel, message.root));
  }
  return text;
}

}  // namespace latchkey::rendering
