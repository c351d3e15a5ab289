#pragma once

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>

namespace latchkey::slack {

/// What stands at this path of object keys; JSON null where anything on the way is missing or of
/// another type. Slack leaves fields out, and nulls them, as it likes.
const nlohmann::json& json_at(const nlohmann::json& value, std::initializer_list<const char*> path);

/// The text at this path, or empty.
std::string text_at(const nlohmann::json& value, std::initializer_list<const char*> path);

/// True where `true` or the text "true" stands there: `is_enterprise_install` comes as either.
bool flag_at(const nlohmann::json& value, std::initializer_list<const char*> path);

/// The JSON's text on one line; bytes that are not UTF-8 become U+FFFD instead of an exception,
/// since names and mail subjects come from anywhere.
std::string to_text(const nlohmann::json& value);

}  // namespace latchkey::slack
