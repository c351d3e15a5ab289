#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace latchkey::sandbox {

/// One message as Slack's Web API shows it, and who may see it.
struct Message {
  Json body;
  std::string visible_to;  ///< an ephemeral message's one reader; empty: the whole channel

  [[nodiscard]] bool is_ephemeral() const { return !visible_to.empty(); }
  [[nodiscard]] std::string ts() const { return text_at(body, "ts"); }
  [[nodiscard]] std::string thread_ts() const { return text_at(body, "thread_ts"); }
  [[nodiscard]] bool is_reply() const { return !thread_ts().empty() && thread_ts() != ts(); }
};

struct Channel {
  Scenario::Channel about;
  std::string im_user;  ///< set: a direct message between the bot and this user
  std::deque<Message> messages;

  [[nodiscard]] bool has_member(std::string_view user) const;
  Message* message(std::string_view ts);
  [[nodiscard]] const Message* message(std::string_view ts) const;
};

/// What happened to a message; told to everybody who listens.
struct WorkspaceChange {
  enum class Kind { posted, changed, deleted } kind;
  const Channel& channel;
  const Message& message;
};

/// Users, groups, channels and messages of the simulated workspace. No I/O and no clock.
class Workspace {
 public:
  using Listener = std::function<void(const WorkspaceChange&)>;

  explicit Workspace(const Scenario& scenario);
  void listen(Listener listener) { listener_ = std::move(listener); }

  [[nodiscard]] const std::vector<Scenario::User>& users() const { return users_; }
  [[nodiscard]] const Scenario::User* user(std::string_view id) const;
  [[nodiscard]] const Scenario::User* user_by_email(std::string_view email) const;
  [[nodiscard]] const Scenario::User* user_by_name(std::string_view name) const;
  [[nodiscard]] const Scenario::UserGroup* group(std::string_view id_or_handle) const;
  std::map<std::string, Channel>& channels() { return channels_; }
  Channel* channel(std::string_view id);
  Channel* channel_by_name(std::string_view name);
  /// The direct message between the bot and `user`, opened where there is none yet.
  Channel& direct_message(const std::string& user);

  /// A ts that no message has yet, at `now` or a microsecond after the newest one.
  std::string next_ts(TimePoint now);
  /// Adds the message under body's "ts" and keeps the books of its thread.
  const Message& post(Channel& channel, Message message);
  /// Tells that the message's body was changed in place.
  void changed(const Channel& channel, const Message& message);
  void remove(Channel& channel, const std::string& ts);

 private:
  void count_reply(Channel& channel, const Message& reply);
  void tell(WorkspaceChange::Kind kind, const Channel& channel, const Message& message);

  std::vector<Scenario::User> users_;
  std::vector<Scenario::UserGroup> groups_;
  std::map<std::string, Channel> channels_;
  std::string bot_user_;
  TimePoint newest_{};
  Listener listener_;
};

}  // namespace latchkey::sandbox
