#pragma once

#include "core/base/secret.hpp"

#include <string>

namespace latchkey {

/// The secret behind a configured reference. What is no reference is taken as it stands: the
/// configuration lets that pass only where the contract allows it (`dsn`, the store's URL, the
/// sandbox's tokens). Throws `StartError` (exit code 2) naming the reference.
Secret resolve_secret(const std::string& configured);

}  // namespace latchkey
