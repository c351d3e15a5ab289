#include "adapters/slack/web_api_answer.hpp"

#include "adapters/slack/json_text.hpp"

#include <algorithm>

namespace latchkey::slack {
namespace {

using nlohmann::json;

Error misunderstood(std::string what) {
  return {.kind = ErrorKind::misunderstood, .what = std::move(what)};
}

bool has_entries(const json& value) {
  return value.is_array() && !value.empty();
}

/// Of a workspace that is neither ours nor of our organisation. Who does not say it is a stranger.
bool is_of_another_organisation(const json& user, const Identity& self) {
  if (text_at(user, {"team_id"}) == self.team) return false;
  const auto enterprise = text_at(user, {"enterprise_user", "enterprise_id"});
  return enterprise.empty() || enterprise != self.enterprise;
}

std::string display_name(const json& user) {
  for (auto name :
       {text_at(user, {"profile", "display_name"}), text_at(user, {"profile", "real_name"}),
        text_at(user, {"real_name"}), text_at(user, {"name"})}) {
    if (!name.empty()) return name;
  }
  return text_at(user, {"id"});
}

}  // namespace

Expected<chat::Channel> read_channel(const json& answer) {
  const auto& channel = json_at(answer, {"channel"});
  if (!channel.is_object()) return misunderstood("Slack: conversations.info names no channel");
  const bool direct = flag_at(channel, {"is_im"}) || flag_at(channel, {"is_mpim"});
  const auto& external = json_at(channel, {"is_ext_shared"});
  if (!external.is_boolean() && !direct) {
    return misunderstood("Slack: conversations.info does not say whether the channel is shared");
  }
  chat::Channel read;
  const bool shared_somehow =
      flag_at(channel, {"is_shared"}) && !flag_at(channel, {"is_org_shared"});
  read.shared = external == true || shared_somehow || flag_at(channel, {"is_pending_ext_shared"}) ||
                has_entries(json_at(channel, {"pending_shared"})) ||
                has_entries(json_at(channel, {"pending_connected_team_ids"}));
  read.archived = flag_at(channel, {"is_archived"});
  read.member = direct || flag_at(channel, {"is_member"});
  return read;
}

Expected<chat::Person> read_person(const json& answer, const Identity& self) {
  const auto& user = json_at(answer, {"user"});
  chat::Person person;
  person.id = text_at(user, {"id"});
  if (person.id.empty()) return misunderstood("Slack: users.info names no user");
  if (flag_at(user, {"deleted"})) {
    return Error{.kind = ErrorKind::not_found, .what = "Slack: this person is deactivated"};
  }
  person.display_name = display_name(user);
  person.guest = flag_at(user, {"is_restricted"}) || flag_at(user, {"is_ultra_restricted"}) ||
                 flag_at(user, {"is_stranger"}) || is_of_another_organisation(user, self);
  person.bot = flag_at(user, {"is_bot"}) || person.id == "USLACKBOT";
  return person;
}

std::optional<std::string> find_group(const json& answer, const std::string& handle) {
  const auto& groups = json_at(answer, {"usergroups"});
  if (!groups.is_array()) return {};
  const auto wanted = std::find_if(groups.begin(), groups.end(), [&](const json& group) {
    const auto& deleted = json_at(group, {"date_delete"});
    const bool gone = deleted.is_number_integer() && deleted.get<long long>() != 0;
    return !gone && text_at(group, {"handle"}) == handle;
  });
  if (wanted == groups.end()) return {};
  auto id = text_at(*wanted, {"id"});
  if (id.empty()) return {};
  return id;
}

Expected<std::vector<std::string>> read_members(const json& answer) {
  const auto& users = json_at(answer, {"users"});
  if (!users.is_array()) return misunderstood("Slack: usergroups.users.list names no users");
  std::vector<std::string> members;
  for (const auto& user : users) {
    if (user.is_string()) members.push_back(user.get<std::string>());
  }
  return members;
}

}  // namespace latchkey::slack
