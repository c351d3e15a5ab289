#include "adapters/slack/web_api_answer.hpp"

#include "adapters/slack/json_text.hpp"
#include "adapters/slack/web_api_call.hpp"

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
  const auto team = text_at(user, {"team_id"});
  if (!team.empty() && team == self.team) return false;
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

bool is_ours(const json& message, const Identity& self) {
  const auto bot = text_at(message, {"bot_id"});
  if (!bot.empty() && bot == self.bot) return true;
  return text_at(message, {"user"}) == self.user;
}

}  // namespace

Expected<Identity> read_identity(const json& answer) {
  Identity self;
  self.user = text_at(answer, {"user_id"});
  self.bot = text_at(answer, {"bot_id"});
  self.team = text_at(answer, {"team_id"});
  self.enterprise = text_at(answer, {"enterprise_id"});
  if (self.user.empty()) return misunderstood("Slack: auth.test names no user");
  return self;
}

Expected<std::string> read_socket_url(const json& answer) {
  auto url = text_at(answer, {"url"});
  if (url.empty()) return misunderstood("Slack: apps.connections.open gives no url");
  return url;
}

Expected<chat::MessageRef> read_posted(const json& answer) {
  chat::MessageRef posted{.channel = text_at(answer, {"channel"}), .id = text_at(answer, {"ts"})};
  if (posted.channel.empty() || posted.id.empty()) {
    return Error{.kind = ErrorKind::uncertain,
                 .what = "Slack: chat.postMessage does not say where the message stands"};
  }
  return posted;
}

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
  read.direct = direct;
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
  person.other_organisation =
      flag_at(user, {"is_stranger"}) || is_of_another_organisation(user, self);
  person.bot = flag_at(user, {"is_bot"}) || person.id == "USLACKBOT";
  const auto& guest = json_at(user, {"is_restricted"});
  const auto& guest_of_one_channel = json_at(user, {"is_ultra_restricted"});
  const bool says_it = guest.is_boolean() && guest_of_one_channel.is_boolean();
  if (!says_it && !person.other_organisation && !person.bot) {
    return misunderstood("Slack: users.info does not say whether this person is a guest");
  }
  const bool full_member = guest == false && guest_of_one_channel == false;
  person.guest = !full_member || person.other_organisation;
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

Expected<std::vector<chat::TaggedMessage>> read_tagged(const json& page, const std::string& channel,
                                                       const Identity& self) {
  std::vector<chat::TaggedMessage> found;
  if (page.empty()) return found;
  const auto& messages = json_at(page, {"messages"});
  if (!messages.is_array()) return misunderstood("Slack: a page of messages holds none");
  for (const auto& message : messages) {
    if (!is_ours(message, self)) continue;
    if (text_at(message, {"metadata", "event_type"}) != k_tag_event) continue;
    chat::Tag tag{.job = text_at(message, {"metadata", "event_payload", "job"}),
                  .step = text_at(message, {"metadata", "event_payload", "step"})};
    auto ts = text_at(message, {"ts"});
    if (tag.job.empty() || ts.empty()) continue;
    found.push_back({.tag = std::move(tag), .where = {.channel = channel, .id = std::move(ts)}});
  }
  return found;
}

std::string next_cursor(const json& page) {
  return text_at(page, {"response_metadata", "next_cursor"});
}

}  // namespace latchkey::slack
