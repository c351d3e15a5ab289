#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>
#include <string_view>

namespace latchkey::secrets {

/// Is this "env:NAME", "file:PATH" or "credential:NAME", which this machine can resolve by itself?
bool is_local_reference(std::string_view text);

/// Does this begin with "credential:" and go on with the name of a file, as systemd allows it?
bool is_credential_reference(std::string_view text);

/// What such a reference stands for. "credential:NAME" is the file of that name that systemd put
/// into $CREDENTIALS_DIRECTORY (`LoadCredential=`). Fails with a sentence that names the reference
/// and never the value: `not_found` (no such variable or file), `invalid` (empty, over 64 KiB, no
/// such reference), `refused` (a file that others may read, or a credential that is not of root or
/// us). Blanks and line ends around the value are cut off, which editors leave in files.
Expected<Secret> resolve_local(const std::string& reference);

}  // namespace latchkey::secrets
