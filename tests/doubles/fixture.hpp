#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace latchkey::doubles {

/// The text of a file below tests/fixtures, for test programs two folders below tests/.
inline std::string fixture(const std::string& path) {
  std::ifstream file{std::string{LATCHKEY_TESTS_DIR} + "/../../fixtures/" + path, std::ios::binary};
  if (!file) ADD_FAILURE() << "no fixture " << path;
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace latchkey::doubles
