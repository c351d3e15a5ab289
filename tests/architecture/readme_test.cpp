// The README's table of checks is the one that the code has, and the tests that it names are there.
#include "core/checks/all_checks.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
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

/// "AuditTest.TellsEachChangedField" of every test in the sources, and "AuditTest" of its suite.
std::set<std::string> tests_in_sources() {
  static const std::regex test{R"(\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))"};
  std::set<std::string> names;
  for (const auto* folder : {"adapters", "bot", "contract", "core", "laboratory", "scenarios"}) {
    const auto path = std::filesystem::path{LATCHKEY_TESTS_DIR} / ".." / folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{path}) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream in{entry.path()};
      const std::string text{std::istreambuf_iterator<char>{in}, {}};
      for (std::sregex_iterator found{text.begin(), text.end(), test}, end; found != end; ++found) {
        names.insert((*found)[1].str());
        names.insert((*found)[1].str() + "." + (*found)[2].str());
      }
    }
  }
  return names;
}

// A guarantee whose test was renamed or removed is nobody's any more.
TEST(Readme, NamesOnlyTestsThatThereAre) {
  const auto known = tests_in_sources();
  ASSERT_GT(known.size(), 500U) << "the tests were not found";
  static const std::regex name{R"(`([A-Z]\w+(?:\.[A-Z]\w+)?)`)"};
  const std::string text = readme();
  std::size_t named = 0;
  for (const std::string table : {"| guaranteed | shown by |", "| who could try what |"}) {
    const auto begin = text.find(table);
    ASSERT_NE(begin, std::string::npos) << table;
    const std::string rows = text.substr(begin, text.find("\n\n", begin) - begin);
    for (std::sregex_iterator found{rows.begin(), rows.end(), name}, end; found != end; ++found) {
      ++named;
      EXPECT_TRUE(known.contains((*found)[1].str())) << (*found)[1].str() << " is no test";
    }
  }
  EXPECT_GT(named, 15U);
}

}  // namespace
}  // namespace latchkey
