#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>

namespace latchkey::storage {

/// Where the record's key lies where the configuration names none: beside the store's file.
std::string key_file_beside(const std::string& file);

/// Reads the key in this file, or makes one there that only its owner can read (mode 0600). Two
/// programs that make it at once get the same. `unavailable` where it can be neither read nor made,
/// or is empty.
Expected<Secret> read_or_make_key(const std::string& key_file);

}  // namespace latchkey::storage
