#pragma once

#include "core/base/secret.hpp"

#include <cstdint>
#include <optional>

namespace latchkey::secrets {

/// What a reference stands for.
struct FoundSecret {
  Secret secret;
  /// Of the item in 1Password that it stands in: tells a value that was exchanged from one that was
  /// not, without showing either.
  std::optional<std::int64_t> item_version = {};
};

}  // namespace latchkey::secrets
