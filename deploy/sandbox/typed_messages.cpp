#include "deploy/sandbox/app_messages.hpp"
#include "deploy/sandbox/envelopes.hpp"
#include "deploy/sandbox/member_actions.hpp"
#include "deploy/sandbox/typed_text.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

bool subscribes(const SlackState& slack, const std::string& event) {
  const auto& events = slack.scenario.app.events;
  return std::find(events.begin(), events.end(), event) != events.end();
}

/// Puts what an app answered in its acknowledgement where its `response_type` says.
void post_command_answer(SlackState& slack, const TypedMessage& typed, const Json& answer) {
  Channel* channel = slack.workspace.channel(typed.channel);
  AppMessage message = make_app_message(slack, answer, k_longest_text);
  if (channel == nullptr || !message.error.empty()) {
    return slack.slackbot_says(typed.channel, typed.user,
                               typed.text + " failed with the error \"" + message.error + "\"");
  }
  const bool is_public = text_at(answer, "response_type") == "in_channel";
  message.body["ts"] = slack.workspace.next_ts(slack.scheduler.now());
  slack.workspace.post(*channel, {std::move(message.body), is_public ? "" : typed.user});
}

MemberAction run_command(SlackState& slack, const TypedMessage& typed, const Channel& channel,
                         const Scenario::Command& command, const std::string& argument) {
  const TimePoint now = slack.scheduler.now();
  const auto* user = slack.workspace.user(typed.user);
  const std::string text =
      command.should_escape
          ? rewrite_typed_text(argument, slack.workspace, slack.scenario.app.bot_user).text
          : argument;
  const Caused caused{
      slack.triggers.issue(typed.user, now),
      slack.origin + "/hooks/" + slack.response_urls.issue({typed.channel, typed.user, ""}, now)};
  Json payload =
      slash_command_payload(slack.scenario, channel, *user, command.command, text, caused);
  const bool is_connected = slack.hub.connections() > 0;
  const std::size_t delivery = slack.hub.deliver(
      {"slash_commands", std::move(payload), true,
       [&slack, typed](const Json& answer) {
         if (!answer.is_null()) post_command_answer(slack, typed, answer);
       },
       [&slack, typed, name = command.command, is_connected] {
         slack.slackbot_says(
             typed.channel, typed.user,
             is_connected ? name + " failed because the app did not respond (operation_timeout)"
                          : name + " failed with the error \"dispatch_failed\"");
       }});
  return {{}, {}, delivery};
}

/// "/invite @Latchkey", the one command of Slack's own that trying out the app needs.
MemberAction invite(SlackState& slack, const TypedMessage& typed, Channel& channel) {
  const std::string& bot = slack.scenario.app.bot_user;
  if (channel.has_member(bot)) return {"already_in_channel", {}};
  channel.about.members.push_back(bot);
  Json body{{"type", "message"},
            {"subtype", "channel_join"},
            {"user", bot},
            {"inviter", typed.user},
            {"text", "<@" + bot + "> has joined the channel"},
            {"ts", slack.workspace.next_ts(slack.scheduler.now())}};
  return {{}, slack.workspace.post(channel, {std::move(body), {}}).ts()};
}

MemberAction type_command(SlackState& slack, const TypedMessage& typed, Channel& channel) {
  const auto blank = std::min(typed.text.find(' '), typed.text.size());
  const std::string name = typed.text.substr(0, blank);
  const std::string argument = typed.text.substr(std::min(blank + 1, typed.text.size()));
  if (!typed.thread_ts.empty()) return {name + " is not supported in threads. Sorry!", {}};
  for (const auto& command : slack.scenario.app.commands) {
    if (command.command == name) return run_command(slack, typed, channel, command, argument);
  }
  const auto* invited = slack.workspace.user_by_name(
      argument.starts_with("@") ? lower_case(argument.substr(1)) : std::string{});
  if (name == "/invite" && invited != nullptr && invited->id == slack.scenario.app.bot_user) {
    return invite(slack, typed, channel);
  }
  return {name + " is not a valid command.", {}};
}

/// Tells the app, where it is in the channel and subscribes to it: of the mention, if there is one,
/// and by `event_of_message` of the message. Gives the number of the first.
std::optional<std::size_t> send_events(SlackState& slack, const Channel& channel,
                                       const Message& message, bool mentions_bot,
                                       Json event_of_message) {
  if (!channel.has_member(slack.scenario.app.bot_user)) return {};
  const TimePoint now = slack.scheduler.now();
  std::optional<std::size_t> first;
  const auto send = [&](Json event) {
    const std::size_t number =
        slack.hub.deliver_event(event_payload(slack.scenario, channel, std::move(event), now));
    if (!first) first = number;
  };
  const char* kind = !channel.im_user.empty()   ? "message.im"
                     : channel.about.is_private ? "message.groups"
                                                : "message.channels";
  if (mentions_bot && subscribes(slack, "app_mention")) {
    send(message_event(slack.scenario, channel, message, "app_mention"));
  }
  if (subscribes(slack, kind)) send(std::move(event_of_message));
  return first;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

MemberAction type_message(SlackState& slack, const TypedMessage& typed) {
  Channel* channel = slack.workspace.channel(typed.channel);
  if (channel == nullptr) return {"channel_not_found", {}};
  if (!channel->has_member(typed.user)) return {"not_in_channel", {}};
  if (channel->about.is_archived) return {"is_archived", {}};
  if (is_blank(typed.text)) return {"no_text", {}};
  if (typed.text.starts_with("/")) return type_command(slack, typed, *channel);
  if (const auto error = thread_error(*channel, typed.thread_ts); !error.empty())
    return {error, {}};
  TypedText rewritten =
      rewrite_typed_text(typed.text, slack.workspace, slack.scenario.app.bot_user);
  Json body{{"type", "message"},
            {"user", typed.user},
            {"text", std::move(rewritten.text)},
            {"blocks", Json::array({std::move(rewritten.rich_text_block)})},
            {"team", slack.scenario.team.id},
            {"ts", slack.workspace.next_ts(slack.scheduler.now())}};
  if (!typed.thread_ts.empty()) body["thread_ts"] = typed.thread_ts;
  const Message& message = slack.workspace.post(*channel, {std::move(body), {}});
  const std::string ts = message.ts();
  return {{},
          ts,
          send_events(slack, *channel, message, rewritten.mentions_bot,
                      message_event(slack.scenario, *channel, message, "message"))};
}

MemberAction edit_message(SlackState& slack, const EditedMessage& edited) {
  Channel* channel = slack.workspace.channel(edited.channel);
  if (channel == nullptr) return {"channel_not_found", {}};
  if (!channel->has_member(edited.user)) return {"not_in_channel", {}};
  if (channel->about.is_archived) return {"is_archived", {}};
  Message* message = channel->message(edited.ts);
  if (message == nullptr || message->is_ephemeral()) return {"message_not_found", {}};
  Json& body = message->body;
  // That somebody has joined is told under their name, yet it is not their text.
  if (text_at(body, "user") != edited.user || body.contains("subtype")) {
    return {"cant_update_message", {}};
  }
  if (is_blank(edited.text)) return {"no_text", {}};
  TypedText rewritten =
      rewrite_typed_text(edited.text, slack.workspace, slack.scenario.app.bot_user);
  if (rewritten.text == text_at(body, "text")) return {{}, edited.ts};
  Json previous = body;
  body["text"] = std::move(rewritten.text);
  body["blocks"] = Json::array({std::move(rewritten.rich_text_block)});
  body["edited"] = {{"user", edited.user}, {"ts", slack.workspace.next_ts(slack.scheduler.now())}};
  slack.workspace.changed(*channel, *message);
  return {{},
          edited.ts,
          send_events(slack, *channel, *message, rewritten.mentions_bot,
                      message_changed_event(*channel, *message, std::move(previous)))};
}

}  // namespace latchkey::sandbox
