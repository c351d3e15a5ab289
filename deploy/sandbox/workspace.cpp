#include "deploy/sandbox/workspace.hpp"

#include "deploy/sandbox/timestamps.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

// More than a day of trying things out; the oldest fall off, so that a forgotten sandbox stays
// small.
constexpr std::size_t k_messages_per_channel = 5000;

template <class Items, class Predicate>
auto find_or_null(Items& items, Predicate predicate) -> decltype(&*items.begin()) {
  const auto found = std::find_if(items.begin(), items.end(), predicate);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

bool Channel::has_member(std::string_view user) const {
  return std::find(about.members.begin(), about.members.end(), user) != about.members.end();
}

Message* Channel::message(std::string_view ts) {
  return find_or_null(messages, [&](const Message& m) { return m.ts() == ts; });
}

const Message* Channel::message(std::string_view ts) const {
  return find_or_null(messages, [&](const Message& m) { return m.ts() == ts; });
}

Workspace::Workspace(const Scenario& scenario)
    : users_(scenario.users), groups_(scenario.usergroups), bot_user_(scenario.app.bot_user) {
  std::string bot_name = scenario.app.name;
  std::transform(bot_name.begin(), bot_name.end(), bot_name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  users_.push_back(
      {bot_user_, bot_name, scenario.app.name, "", "Etc/UTC", scenario.team.id, true, false});
  users_.push_back(
      {"USLACKBOT", "slackbot", "Slackbot", "", "Etc/UTC", scenario.team.id, false, false});
  for (const auto& channel : scenario.channels) channels_[channel.id] = Channel{channel, {}, {}};
}

const Scenario::User* Workspace::user(std::string_view id) const {
  return find_or_null(users_, [&](const auto& u) { return u.id == id; });
}

const Scenario::User* Workspace::user_by_email(std::string_view email) const {
  if (email.empty()) return nullptr;
  return find_or_null(users_, [&](const auto& u) { return u.email == email; });
}

const Scenario::User* Workspace::user_by_name(std::string_view name) const {
  return find_or_null(users_, [&](const auto& u) { return u.name == name; });
}

const Scenario::UserGroup* Workspace::group(std::string_view id_or_handle) const {
  return find_or_null(
      groups_, [&](const auto& g) { return g.id == id_or_handle || g.handle == id_or_handle; });
}

Channel* Workspace::channel(std::string_view id) {
  const auto found = channels_.find(std::string(id));
  return found == channels_.end() ? nullptr : &found->second;
}

Channel* Workspace::channel_by_name(std::string_view name) {
  for (auto& [id, channel] : channels_) {
    if (channel.im_user.empty() && channel.about.name == name) return &channel;
  }
  return nullptr;
}

Channel& Workspace::direct_message(const std::string& user) {
  const std::string id = "D" + user.substr(1);
  const auto [found, is_new] = channels_.try_emplace(id);
  if (is_new) {
    found->second.about.id = id;
    found->second.about.name = "directmessage";
    found->second.about.is_private = true;
    found->second.about.members = {user, bot_user_};
    found->second.im_user = user;
  }
  return found->second;
}

std::string Workspace::next_ts(TimePoint now) {
  newest_ = std::max(now, newest_ + std::chrono::microseconds{1});
  return slack_ts(newest_);
}

const Message& Workspace::post(Channel& channel, Message message) {
  if (channel.messages.size() >= k_messages_per_channel) channel.messages.pop_front();
  channel.messages.push_back(std::move(message));
  const Message& posted = channel.messages.back();
  tell(WorkspaceChange::Kind::posted, channel, posted);
  if (posted.is_reply() && !posted.is_ephemeral()) count_reply(channel, posted);
  return posted;
}

void Workspace::count_reply(Channel& channel, const Message& reply) {
  Message* parent = channel.message(reply.thread_ts());
  if (parent == nullptr) return;
  Json& body = parent->body;
  body["thread_ts"] = parent->ts();
  body["reply_count"] = body.value("reply_count", 0) + 1;
  body["latest_reply"] = reply.ts();
  Json& authors = body["reply_users"];
  if (authors.is_null()) authors = Json::array();
  const std::string author = text_at(reply.body, "user");
  if (std::find(authors.begin(), authors.end(), Json(author)) == authors.end()) {
    authors.push_back(author);
  }
  body["reply_users_count"] = authors.size();
  changed(channel, *parent);
}

void Workspace::changed(const Channel& channel, const Message& message) {
  tell(WorkspaceChange::Kind::changed, channel, message);
}

void Workspace::remove(Channel& channel, const std::string& ts) {
  const auto found = std::find_if(channel.messages.begin(), channel.messages.end(),
                                  [&](const Message& m) { return m.ts() == ts; });
  if (found == channel.messages.end()) return;
  const Message removed = std::move(*found);
  channel.messages.erase(found);
  tell(WorkspaceChange::Kind::deleted, channel, removed);
}

void Workspace::tell(WorkspaceChange::Kind kind, const Channel& channel, const Message& message) {
  if (listener_) listener_({kind, channel, message});
}

}  // namespace latchkey::sandbox
