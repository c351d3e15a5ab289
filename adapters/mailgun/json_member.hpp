#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace latchkey::mailgun {

// Any field of Mailgun's answers may be missing, null or, in old data, of another type than
// documented: these read what is there and never throw.

/// The member of an object, or null where it is missing or `parent` is no object.
const nlohmann::json& member_of(const nlohmann::json& parent, const char* name);

/// The text under `name`, empty where there is none.
std::string text_of(const nlohmann::json& parent, const char* name);

bool is_true(const nlohmann::json& parent, const char* name);
bool is_false(const nlohmann::json& parent, const char* name);

/// A code of SMTP's or Mailgun's own, 1 to 9999: a number, or text of digits in some old items.
/// "0" stands for "none was given".
std::optional<int> code_of(const nlohmann::json& parent, const char* name);

}  // namespace latchkey::mailgun
