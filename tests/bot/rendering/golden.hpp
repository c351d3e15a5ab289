#pragma once

#include <string>

namespace latchkey {

/// Compares the text with the file `tests/golden/NAME` and shows both where they differ. With
/// LATCHKEY_UPDATE_GOLDEN=1 in the environment the file is written instead, and `git diff` is the
/// review.
void expect_golden(const std::string& name, const std::string& text);

}  // namespace latchkey
