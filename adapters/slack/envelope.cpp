#include "adapters/slack/envelope.hpp"

#include "adapters/slack/json_text.hpp"

namespace latchkey::slack {

Content read_content(const std::string& type, const nlohmann::json& payload, const Identity& self,
                     TimePoint received) {
  if (!payload.is_object()) return Ignored{"an envelope without a payload"};
  if (type == "slash_commands") return read_command(payload, self, received);
  if (type == "events_api") return read_event(payload, self, received);
  if (type == "interactive") return read_interaction(payload, self, received);
  return Ignored{"an envelope of an unknown type"};
}

std::string team_of(const nlohmann::json& payload, const Identity& self) {
  if (!flag_at(payload, {"is_enterprise_install"}) && !self.team.empty()) return self.team;
  for (auto team : {text_at(payload, {"team", "id"}), text_at(payload, {"team_id"}),
                    text_at(payload, {"user", "team_id"})}) {
    if (!team.empty()) return team;
  }
  return {};
}

}  // namespace latchkey::slack
