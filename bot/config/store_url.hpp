#pragma once

#include "core/base/expected.hpp"

#include <string>
#include <string_view>

namespace latchkey {

/// Where the store lives.
struct StoreUrl {
  enum class Kind { sqlite, memory };
  Kind kind = Kind::sqlite;
  /// Only for `sqlite`.
  std::string path = {};
};

/// Reads "sqlite:PATH" or "memory:". `invalid` with a sentence that says what was expected.
Expected<StoreUrl> parse_store_url(std::string_view text);

}  // namespace latchkey
