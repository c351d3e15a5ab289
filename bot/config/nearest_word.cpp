#include "bot/config/nearest_word.hpp"

#include <algorithm>
#include <cstddef>

namespace latchkey {
namespace {

/// Optimal string alignment distance, in three rolling rows.
std::size_t slips(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t exchange = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, exchange});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[to.size()];
}

}  // namespace

std::string nearest_word(std::string_view typed, const std::vector<std::string>& known) {
  // A key of the file is compared, not a text: whoever writes longer ones gets no suggestion.
  constexpr std::size_t k_longest = 64;
  if (typed.size() > k_longest) return {};
  std::string nearest;
  std::size_t fewest = k_longest;
  for (const std::string& word : known) {
    const std::size_t count = slips(typed, word);
    if (count < fewest && count <= std::max<std::size_t>(1, word.size() / 3)) {
      fewest = count;
      nearest = word;
    }
  }
  return nearest;
}

}  // namespace latchkey
