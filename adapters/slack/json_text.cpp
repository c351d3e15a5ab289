#include "adapters/slack/json_text.hpp"

namespace latchkey::slack {

const nlohmann::json& json_at(const nlohmann::json& value,
                              std::initializer_list<const char*> path) {
  static const nlohmann::json k_nothing;
  const nlohmann::json* here = &value;
  for (const char* key : path) {
    if (!here->is_object()) return k_nothing;
    const auto found = here->find(key);
    if (found == here->end()) return k_nothing;
    here = &*found;
  }
  return *here;
}

std::string text_at(const nlohmann::json& value, std::initializer_list<const char*> path) {
  const auto& found = json_at(value, path);
  return found.is_string() ? found.get<std::string>() : std::string{};
}

bool flag_at(const nlohmann::json& value, std::initializer_list<const char*> path) {
  const auto& found = json_at(value, path);
  return found == true || found == "true";
}

std::string to_text(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace latchkey::slack
