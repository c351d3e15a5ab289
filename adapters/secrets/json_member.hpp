#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

// What 1Password Connect's answers hold, where a member may be missing or of another type.
namespace latchkey::secrets {

/// Empty where there is no such text.
std::string text_of(const nlohmann::json& object, const std::string& name);

/// The list of that name; an empty one where there is none.
const nlohmann::json& list_of(const nlohmann::json& object, const std::string& name);

}  // namespace latchkey::secrets
