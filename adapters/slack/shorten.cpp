#include "adapters/slack/shorten.hpp"

namespace latchkey::slack {
namespace {

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace

std::string shorten(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  std::size_t keep = 0;  // bytes of the first `most - 1` characters
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins_character(text[i])) continue;
    if (characters + 1 == most) keep = i;
    if (++characters > most) return std::string{text.substr(0, keep)} + "…";
  }
  return std::string{text};
}

}  // namespace latchkey::slack
