#include "deploy/sandbox/envelopes.hpp"
#include "deploy/sandbox/member_actions.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

struct Shown {
  Channel* channel = nullptr;
  const Message* message = nullptr;
};

/// The message, where this user may see it.
Shown shown_message(SlackState& slack, const std::string& user, const std::string& channel_id,
                    const std::string& ts) {
  Channel* channel = slack.workspace.channel(channel_id);
  if (channel == nullptr || !channel->has_member(user)) return {};
  const Message* message = channel->message(ts);
  if (message == nullptr) return {};
  const bool is_hidden = message->is_ephemeral() && message->visible_to != user;
  return is_hidden ? Shown{} : Shown{channel, message};
}

/// The element with this action id in this block, or null.
Json find_element(const Json& blocks, const Press& press) {
  for (const Json& block : blocks) {
    if (text_at(block, "block_id") != press.block_id) continue;
    Json candidates = block.value("elements", Json::array());
    if (block.contains("accessory")) candidates.push_back(block.at("accessory"));
    for (const Json& element : candidates) {
      if (text_at(element, "action_id") == press.action_id) return element;
    }
  }
  return nullptr;
}

Caused caused_by(SlackState& slack, const std::string& user, const std::string& channel,
                 const std::string& message_ts) {
  const TimePoint now = slack.scheduler.now();
  return {slack.triggers.issue(user, now),
          slack.origin + "/hooks/" + slack.response_urls.issue({channel, user, message_ts}, now)};
}

}  // namespace

MemberAction press(SlackState& slack, const Press& press) {
  const auto [channel, message] = shown_message(slack, press.user, press.channel, press.message_ts);
  if (message == nullptr) return {"message_not_found", {}};
  const Json element = find_element(message->body.value("blocks", Json::array()), press);
  if (element.is_null()) return {"action_not_found", {}};
  const std::string action_ts = slack.workspace.next_ts(slack.scheduler.now());
  Json payload =
      block_actions_payload(slack.scenario, *channel, *slack.workspace.user(press.user), *message,
                            pressed_action(element, press.block_id, press.value, action_ts),
                            caused_by(slack, press.user, press.channel, press.message_ts));
  const auto tell = [&slack, press](const char* error) {
    Json event{{"type", "action_result"},
               {"message_ts", press.message_ts},
               {"action_id", press.action_id},
               {"ok", error == nullptr}};
    if (error != nullptr) event["error"] = error;
    slack.stream.publish_to(press.user, event);
  };
  const bool is_connected = slack.hub.connections() > 0;
  const std::size_t delivery = slack.hub.deliver(
      {"interactive", std::move(payload), false, [tell](const Json&) { tell(nullptr); },
       [tell, is_connected] { tell(is_connected ? "operation_timeout" : "dispatch_failed"); }});
  return {{}, {}, delivery};
}

MemberAction use_shortcut(SlackState& slack, const ShortcutUse& use) {
  const auto [channel, message] = shown_message(slack, use.user, use.channel, use.message_ts);
  if (message == nullptr) return {"message_not_found", {}};
  const auto& shortcuts = slack.scenario.app.shortcuts;
  const bool is_known = std::any_of(shortcuts.begin(), shortcuts.end(), [&](const auto& shortcut) {
    return shortcut.callback_id == use.callback_id;
  });
  if (!is_known) return {"shortcut_not_found", {}};
  Json payload = message_action_payload(
      slack.scenario, *channel, *slack.workspace.user(use.user), *message, use.callback_id,
      caused_by(slack, use.user, use.channel, ""), slack.workspace.next_ts(slack.scheduler.now()));
  slack.hub.deliver({"interactive", std::move(payload), false, {}, [&slack, use] {
                       slack.slackbot_says(use.channel, use.user,
                                           slack.scenario.app.name + " did not respond.");
                     }});
  return {};
}

}  // namespace latchkey::sandbox
