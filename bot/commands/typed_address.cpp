#include "bot/commands/typed_address.hpp"

#include "bot/commands/characters.hpp"
#include "core/base/letter_case.hpp"

#include <algorithm>
#include <optional>

namespace latchkey::commands {
namespace {

std::optional<Character> first_stranger(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (character.code >= 0x80) return character;
    text.remove_prefix(character.bytes.size());
  }
  return std::nullopt;
}

/// Keyboards make curly apostrophes of straight ones; an address can only hold the straight one. At
/// its start it is a quotation mark.
std::string with_straight_apostrophes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool apostrophe = is_single_quote(character.code) && !out.empty();
    out += apostrophe ? "'" : character.bytes;
    text.remove_prefix(character.bytes.size());
  }
  return out;
}

std::string about_stranger(std::string_view word, const Character& stranger) {
  return in_quotes(stranger.bytes) + " in " + in_quotes(word) + " is " + describe(stranger.code) +
         ", so this is not the address that it looks like. Please type the address by hand.";
}

}  // namespace

TypedAddress typed_address(std::string_view word) {
  constexpr std::string_view k_mailto = "mailto:";
  if (in_lower_case(word).starts_with(k_mailto)) word.remove_prefix(k_mailto.size());
  if (const auto address = EmailAddress::parse(with_straight_apostrophes(word))) return *address;
  if (const auto stranger = first_stranger(word)) return about_stranger(word, *stranger);
  if (std::count(word.begin(), word.end(), '@') > 1) {
    return in_quotes(word) + " has more than one @, so it is not an address.";
  }
  const std::string_view domain = word.substr(word.find('@') + 1);
  if (!domain.empty() && domain.find('.') == std::string_view::npos) {
    return in_quotes(word) + " is not complete: there is no dot after the @.";
  }
  return in_quotes(word) + " is not an email address.";
}

}  // namespace latchkey::commands
