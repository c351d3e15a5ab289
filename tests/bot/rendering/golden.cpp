#include "tests/bot/rendering/golden.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace latchkey {

void expect_golden(const std::string& name, const std::string& text) {
  const std::filesystem::path path =
      std::filesystem::path{LATCHKEY_TESTS_DIR} / "../../golden" / name;
  if (const char* update = std::getenv("LATCHKEY_UPDATE_GOLDEN"); update && *update == '1') {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
    return;
  }
  std::ifstream file{path, std::ios::binary};
  ASSERT_TRUE(file) << path << " is missing; LATCHKEY_UPDATE_GOLDEN=1 writes it";
  const std::string approved{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_EQ(text, approved) << "differs from tests/golden/" << name;
}

}  // namespace latchkey
