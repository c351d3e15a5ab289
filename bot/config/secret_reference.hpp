#pragma once

#include <string_view>

namespace latchkey {

/// Is this "env:NAME", "file:PATH", "credential:NAME" or "op://vault/item/[section/]field",
/// well-formed as `secrets::parse_op_reference` has it?
bool is_secret_reference(std::string_view text);

/// Does this begin like a reference, well-formed or not? Then a slip in it may be quoted back.
bool looks_like_reference(std::string_view text);

/// Is this one of the sandbox's own tokens, which open nothing anywhere else?
bool is_sandbox_token(std::string_view text);

}  // namespace latchkey
