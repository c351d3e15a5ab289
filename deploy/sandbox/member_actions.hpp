#pragma once
#include "deploy/sandbox/slack_state.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace latchkey::sandbox {

/// What a member of the workspace does on the page, and what becomes of it: envelopes to the app,
/// and what the person sees where the app does not answer in time.
struct MemberAction {
  std::string error;                         ///< empty: done
  std::string ts;                            ///< of the message that was posted, if any
  std::optional<std::size_t> delivery = {};  ///< its number in the log, where the app was told
};

struct TypedMessage {
  std::string user, channel, thread_ts, text;
};
/// A message, a mention or a slash command, depending on what the text begins with.
MemberAction type_message(SlackState& slack, const TypedMessage& typed);

struct EditedMessage {
  std::string user, channel, ts, text;
};
/// A person rewrites a message of their own; Slack lets nobody rewrite another's. A text that is
/// the same leaves the message as it was, and tells the app nothing.
MemberAction edit_message(SlackState& slack, const EditedMessage& edited);

struct Press {
  std::string user, channel, message_ts, block_id, action_id, value;
};
/// A button is pressed or a menu's option is chosen.
MemberAction press(SlackState& slack, const Press& press);

struct ShortcutUse {
  std::string user, channel, message_ts, callback_id;
};
/// A message shortcut is chosen from a message's menu.
MemberAction use_shortcut(SlackState& slack, const ShortcutUse& use);

/// The app's Home tab is opened.
MemberAction open_home(SlackState& slack, const std::string& user);

/// A modal's "submit"; `entered` is {block: {action: {type, value}}}.
MemberAction submit_view(SlackState& slack, const std::string& user, const std::string& view_id,
                         const Json& entered);
/// A modal's "cancel".
MemberAction close_view(SlackState& slack, const std::string& user, const std::string& view_id);

}  // namespace latchkey::sandbox
