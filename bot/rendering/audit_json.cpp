#include "bot/rendering/audit_json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey::rendering {

std::string audit_json(const std::vector<RecordedEntry>& entries) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const auto& recorded : entries) {
    const auto& entry = recorded.entry;
    list.push_back({{"number", recorded.number},
                    {"at", format_rfc3339(recorded.at)},
                    {"by", entry.by},
                    {"action", entry.action},
                    {"subject", entry.subject},
                    {"customer", entry.customer ? Json(entry.customer->full()) : Json(nullptr)},
                    {"forgotten", recorded.forgotten},
                    {"service", entry.service},
                    {"result", entry.result},
                    {"words", entry.words},
                    {"channel", entry.channel},
                    {"diagnosis", entry.diagnosis}});
  }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace latchkey::rendering
