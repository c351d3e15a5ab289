#pragma once

#include <optional>
#include <string>

// What a configuration may name to say where a service's accounts are. Whoever reads one asks here
// first: the directories refuse to be created with anything else.

namespace latchkey::portal {

/// Why a table or view cannot be read under this name, as it stands behind the key's; nothing where
/// it can: it is one or two plain names ("public.customers").
std::optional<std::string> why_no_table(const std::string& table);

/// The same for a column. Tokens, password digests and Devise's like are refused.
std::optional<std::string> why_no_column(const std::string& column);

/// Is it a JSON pointer (RFC 6901)? Empty is one, and "/a~2b" is none.
bool is_json_pointer(const std::string& text);

}  // namespace latchkey::portal
