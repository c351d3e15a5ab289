#include "bot/rendering/doctor_json.hpp"

#include "bot/rendering/doctor_status.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace latchkey::rendering {

std::string to_json_text(const doctor::Checks& checks) {
  using Json = nlohmann::ordered_json;
  const bool ok = std::none_of(checks.begin(), checks.end(), [](const doctor::Check& check) {
    return check.status == doctor::Status::fail;
  });
  Json list = Json::array();
  for (const doctor::Check& check : checks) {
    list.push_back(
        {{"system", check.system},
         {"name", check.name},
         {"status", to_string(check.status)},
         {"detail", check.detail},
         {"next_step", check.next_step.empty() ? Json(nullptr) : Json(check.next_step)}});
  }
  const Json report = {{"ok", ok}, {"checks", std::move(list)}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace latchkey::rendering
