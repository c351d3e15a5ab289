// The README's table of checks is the one that the code has.
#include "core/checks/all_checks.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace latchkey {
namespace {

std::string readme() {
  std::ifstream file(LATCHKEY_TESTS_DIR "/../../README.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Readme, HasARowForEachCheckAndNoOther) {
  const std::string text = readme();
  std::size_t rows = 0;
  for (std::size_t at = 0; (at = text.find("](core/checks/", at)) != std::string::npos; ++at) {
    rows += text.rfind("| [", at) > text.rfind('\n', at) ? 1U : 0U;
  }
  EXPECT_EQ(rows, all_checks().size());
  for (const Check& check : all_checks()) {
    const std::string name{check.name};
    EXPECT_NE(text.find("| [" + name + "](core/checks/" + name + ".cpp)"), std::string::npos)
        << name << " has no row in the README's table of checks";
  }
}

}  // namespace
}  // namespace latchkey
