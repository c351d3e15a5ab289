#include "bot/commands/find_addresses.hpp"

#include "bot/commands/typed_address.hpp"
#include "bot/commands/unfolded_text.hpp"
#include "bot/commands/words.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace latchkey::commands {

std::vector<EmailAddress> find_addresses(std::string_view text) {
  constexpr std::size_t k_most = 10;
  // What stands between addresses in prose, lists and tables ("Email: a@b", "a@b/c@d", "a=b@c").
  constexpr std::string_view k_separators = " ,;:|/=<>()[]{}\"";
  const std::string readable = unfold(text).text;
  std::vector<EmailAddress> found;
  std::size_t start = 0;
  while (start < readable.size() && found.size() < k_most) {
    const std::size_t end = std::min(readable.find_first_of(k_separators, start), readable.size());
    const Word word = bare(std::string_view{readable}.substr(start, end - start));
    const TypedAddress typed = typed_address(word.text);
    const auto* address = std::get_if<EmailAddress>(&typed);
    if (address && std::find(found.begin(), found.end(), *address) == found.end()) {
      found.push_back(*address);
    }
    start = end + 1;
  }
  return found;
}

}  // namespace latchkey::commands
