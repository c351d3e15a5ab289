#include "adapters/secrets/json_member.hpp"

#include <nlohmann/json.hpp>

namespace latchkey::secrets {

using nlohmann::json;

std::string text_of(const json& object, const std::string& name) {
  if (!object.is_object()) return "";
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

const json& list_of(const json& object, const std::string& name) {
  static const json k_none = json::array();
  const auto found = object.find(name);
  return found != object.end() && found->is_array() ? *found : k_none;
}

}  // namespace latchkey::secrets
