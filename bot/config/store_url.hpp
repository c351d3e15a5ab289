#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>
#include <string_view>

namespace latchkey {

/// Where the store lives.
struct StoreUrl {
  enum class Kind { sqlite, memory, postgres };
  Kind kind = Kind::sqlite;
  /// Only for `sqlite`.
  std::string path = {};
  /// Only for `postgres`; it may hold a password.
  Secret dsn = {};
};

/// Reads "sqlite:PATH", "postgresql://…" or "memory:". `invalid` with a sentence that says what was
/// expected.
Expected<StoreUrl> parse_store_url(std::string_view text);

}  // namespace latchkey
