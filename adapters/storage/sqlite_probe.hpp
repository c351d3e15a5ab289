#pragma once

#include "core/base/expected.hpp"

#include <string>

namespace latchkey::storage {

/// How the store's file is found.
struct SqliteFile {
  /// Where not, it can be made: its directory is there and may be written.
  bool exists = false;
  /// A `latchkey run` serves with it.
  bool in_use = false;
};

/// Writes something to the file that changes nothing; where there is no file, it looks whether one
/// could be made and makes none (it would belong to whoever asks, not to the service). Blocks, up
/// to two seconds for another program's write. `unavailable` where it cannot be used, a file of a
/// newer Latchkey's among them.
Expected<SqliteFile> probe_sqlite_file(const std::string& file);

}  // namespace latchkey::storage
