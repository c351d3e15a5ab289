#include "adapters/mailgun/json_member.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace latchkey::mailgun {

using nlohmann::json;

const json& member_of(const json& parent, const char* name) {
  static const json k_null;
  if (!parent.is_object()) return k_null;
  const auto found = parent.find(name);
  return found == parent.end() ? k_null : *found;
}

std::string text_of(const json& parent, const char* name) {
  const auto& value = member_of(parent, name);
  return value.is_string() ? value.get<std::string>() : std::string{};
}

bool is_true(const json& parent, const char* name) {
  const auto& value = member_of(parent, name);
  return value.is_boolean() && value.get<bool>();
}

bool is_false(const json& parent, const char* name) {
  const auto& value = member_of(parent, name);
  return value.is_boolean() && !value.get<bool>();
}

std::optional<int> code_of(const json& parent, const char* name) {
  const auto& value = member_of(parent, name);
  long long number = 0;
  if (value.is_number_integer()) {
    number = value.get<long long>();
  } else if (value.is_string()) {
    const auto& digits = value.get_ref<const std::string&>();
    const auto end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
  }
  if (number <= 0 || number > 9999) return std::nullopt;
  return static_cast<int>(number);
}

}  // namespace latchkey::mailgun
