#pragma once

#include "core/escalation/escalation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey::storage {

/// The calls of an escalation as one column holds them (JSON).
std::string to_text(const std::vector<Call>& calls);

/// Nothing where the text is none of ours.
std::optional<std::vector<Call>> read_calls(const std::string& text);

}  // namespace latchkey::storage
