#pragma once
#include <nlohmann/json.hpp>
#include <string>

// Its members are compiled once, in json.cpp: that halves the time that each other file takes.
extern template class nlohmann::basic_json<>;

namespace latchkey::sandbox {

using Json = nlohmann::json;

/// The text under `key`; empty where it is missing or no string.
inline std::string text_at(const Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// The flag under `key`; false where it is missing or no boolean.
inline bool flag_at(const Json& object, const char* key) {
  if (!object.is_object()) return false;
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// One line of JSON. Broken UTF-8, which a client may well send us, is replaced, never thrown over.
inline std::string to_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace latchkey::sandbox
