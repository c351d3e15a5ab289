#include "bot/commands/unfolded_text.hpp"

#include "bot/commands/characters.hpp"
#include "core/base/letter_case.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::commands {
namespace {

constexpr std::string_view k_mailto = "mailto:";

/// Once and left to right, so that `&amp;lt;` becomes the text `&lt;`.
std::string decode_entities(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 3> k_entities = {
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}}};
  std::string out;
  while (!text.empty()) {
    const auto entity = std::find_if(k_entities.begin(), k_entities.end(), [&](const auto& known) {
      return text.starts_with(known.first);
    });
    out += entity != k_entities.end() ? entity->second : text.front();
    text.remove_prefix(entity != k_entities.end() ? entity->first.size() : 1);
  }
  return out;
}

/// "mailto:jane@acme.example?subject=…" without what is not the address.
std::string mail_target(std::string_view target) {
  target.remove_prefix(k_mailto.size());
  return std::string{target.substr(0, target.find('?'))};
}

std::string trimmed(std::string_view text) {
  const std::string shown = readable(decode_entities(text));
  const auto first = shown.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return shown.substr(first, shown.find_last_not_of(' ') - first + 1);
}

void note_mismatch(UnfoldedText& into, std::string target, std::string label) {
  if (!into.mismatch) into.mismatch = {std::move(target), std::move(label)};
}

/// What stands in the text for the token between `<` and `>`.
std::string unfold_token(std::string_view token, UnfoldedText& into) {
  const auto bar = token.find('|');
  const std::string_view target = token.substr(0, bar);
  const std::string label = bar == std::string_view::npos ? "" : trimmed(token.substr(bar + 1));
  if (target.starts_with('@')) {
    into.mentions_person = true;
  } else if (target.starts_with('#')) {
    into.mentions_channel = true;
  } else if (target.starts_with('!')) {
    // Groups, @here and dates say nothing about an address.
  } else if (in_lower_case(target).starts_with(k_mailto)) {
    std::string address = mail_target(target);
    if (!label.empty() && in_lower_case(label) != in_lower_case(trimmed(address))) {
      note_mismatch(into, trimmed(address), label);
    } else {
      return address;
    }
  } else if (target.find("://") != std::string_view::npos) {
    into.has_web_link = true;
    if (label.find('@') != std::string::npos) note_mismatch(into, std::string{target}, label);
  } else {
    return "<" + std::string{token} + ">";
  }
  return " ";
}

}  // namespace

UnfoldedText unfold(std::string_view text) {
  UnfoldedText unfolded;
  std::string flat;
  while (!text.empty()) {
    const auto open = std::min(text.find('<'), text.size());
    flat += text.substr(0, open);
    text.remove_prefix(open);
    if (text.empty()) break;
    const auto close = text.find('>');
    if (close == std::string_view::npos) {
      flat += text;
      break;
    }
    flat += unfold_token(text.substr(1, close - 1), unfolded);
    text.remove_prefix(close + 1);
  }
  unfolded.text = readable(decode_entities(flat));
  return unfolded;
}

}  // namespace latchkey::commands
