#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>
#include <string_view>

namespace latchkey::secrets {

/// Is this "env:NAME" or "file:PATH", which this machine can resolve by itself?
bool is_local_reference(std::string_view text);

/// What an "env:NAME" or "file:PATH" stands for. Fails with a sentence that names the reference and
/// never the value: `not_found` (no such variable or file), `invalid` (empty, over 64 KiB, no such
/// reference), `refused` (a file that others may read). Blanks and line ends around the value are
/// cut off, which editors leave in files.
Expected<Secret> resolve_local(const std::string& reference);

}  // namespace latchkey::secrets
