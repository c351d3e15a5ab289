#include "adapters/slack/envelope.hpp"

#include "adapters/slack/json_text.hpp"
#include "adapters/slack/shorten.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::slack {
namespace {

using Reader = Content (*)(const nlohmann::json&, const Identity&, TimePoint);

constexpr std::array<std::pair<std::string_view, Reader>, 3> k_readers = {
    {{"slash_commands", read_command},
     {"events_api", read_event},
     {"interactive", read_interaction}}};

/// Null where we know no envelope of this type.
Reader reader_of(std::string_view type) {
  const auto* const known = std::find_if(k_readers.begin(), k_readers.end(),
                                         [&](const auto& one) { return one.first == type; });
  return known == k_readers.end() ? nullptr : known->second;
}

}  // namespace

bool is_known_type(std::string_view type) {
  return reader_of(type) != nullptr;
}

Content read_content(const std::string& type, const nlohmann::json& payload, const Identity& self,
                     TimePoint received) {
  const auto read = reader_of(type);
  if (read == nullptr) return Ignored{"an envelope of the type \"" + shorten(type, 40) + "\""};
  if (!payload.is_object()) return Ignored{"an envelope without a payload"};
  return read(payload, self, received);
}

std::string team_of(const nlohmann::json& payload, const Identity& self) {
  if (!flag_at(payload, {"is_enterprise_install"}) && !self.team.empty()) return self.team;
  for (auto team : {text_at(payload, {"team", "id"}), text_at(payload, {"team_id"}),
                    text_at(payload, {"user", "team_id"})}) {
    if (!team.empty()) return team;
  }
  return {};
}

bool is_direct(const std::string& channel_id, const std::string& channel_name) {
  return channel_id.starts_with('D') || channel_name.starts_with("mpdm-");
}

}  // namespace latchkey::slack
