#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>

namespace latchkey::secrets {

/// Is this "env:NAME", "file:PATH" or "op://…"?
bool is_reference(const std::string& text);

/// What the reference stands for. Fails with a sentence that names the reference and never the
/// value: `not_found` (no such variable or file), `invalid` (empty, over 64 KiB, no reference),
/// `refused` (a file that others may read), `not_configured` (op:// without 1Password Connect).
/// Blanks and line ends around the value are cut off, which editors leave in files.
Expected<Secret> resolve(const std::string& reference);

}  // namespace latchkey::secrets
