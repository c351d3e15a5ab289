// Prints how well other addresses are found, on a labelled set.
//   finder_figures [SEED [tuning]]   "tuning" leaves out the cultures that the finder has not seen
#include "tests/addresses/finder_figures.hpp"

#include <cstdlib>
#include <iostream>
#include <string_view>

int main(int count, char** words) {
  using namespace latchkey::name_pairs;
  const auto seed = count > 1 ? std::strtoul(words[1], nullptr, 10) : 20'261;
  const bool unseen = count < 3 || std::string_view{words[2]} != "tuning";
  const auto set = name_pairs(static_cast<std::uint32_t>(seed), unseen, 200, 20'000);
  std::cout << table(finder_figures(set));
}
