#include "deploy/sandbox/page_state.hpp"

namespace latchkey::sandbox {
namespace {

Json user_entry(const Scenario::User& user) {
  return {{"id", user.id},
          {"name", user.name},
          {"real_name", user.real_name},
          {"is_bot", user.is_bot},
          {"is_restricted", user.is_restricted},
          {"team_id", user.team_id},
          {"tz", user.tz}};
}

Json channel_entry(const SlackState& slack, const Channel& channel) {
  const bool is_im = !channel.im_user.empty();
  return {{"id", channel.about.id},
          {"name", is_im ? slack.scenario.app.name : channel.about.name},
          {"topic", channel.about.topic},
          {"is_im", is_im},
          {"is_shared", channel.about.is_ext_shared},
          {"bot_is_member", channel.has_member(slack.scenario.app.bot_user)}};
}

Json visible_messages(const SlackState& slack, const Channel& channel, const std::string& user) {
  Json messages = Json::array();
  for (const Message& message : channel.messages) {
    if (message.is_ephemeral() && message.visible_to != user) continue;
    messages.push_back(page_message(slack.workspace, message));
  }
  return messages;
}

}  // namespace

Json page_state(SlackState& slack, const std::string& user) {
  const auto* me = slack.workspace.user(user);
  if (me == nullptr) return nullptr;
  const auto& scenario = slack.scenario;
  Json state{{"team", {{"id", scenario.team.id}, {"name", scenario.team.name}}},
             {"me", user_entry(*me)},
             {"users", Json::array()},
             {"usergroups", Json::array()},
             {"channels", Json::array()},
             {"messages", Json::object()},
             {"people", Json::array()},
             {"view", slack.views.top(user)},
             {"has_home", scenario.app.home_tab},
             {"home", slack.homes.of(user)},
             {"bot",
              {{"id", scenario.app.bot_user},
               {"name", scenario.app.name},
               {"connections", slack.hub.connections()}}},
             {"commands", Json::array()},
             {"shortcuts", Json::array()}};
  for (const auto& one : slack.workspace.users()) state["users"].push_back(user_entry(one));
  for (const auto& group : scenario.usergroups) {
    state["usergroups"].push_back(
        {{"id", group.id}, {"handle", group.handle}, {"name", group.name}, {"users", group.users}});
  }
  // In the scenario's order, direct messages last.
  const auto add_channel = [&](const Channel& channel) {
    if (!channel.has_member(user)) return;
    state["channels"].push_back(channel_entry(slack, channel));
    state["messages"][channel.about.id] = visible_messages(slack, channel, user);
  };
  for (const auto& about : scenario.channels) add_channel(*slack.workspace.channel(about.id));
  for (const auto& [id, channel] : slack.workspace.channels()) {
    if (!channel.im_user.empty()) add_channel(channel);
  }
  for (const auto& person : scenario.people) {
    state["people"].push_back({{"cause", person.cause},
                               {"name", person.name},
                               {"email", person.email},
                               {"story", person.story}});
  }
  for (const auto& command : scenario.app.commands) {
    state["commands"].push_back({{"command", command.command},
                                 {"description", command.description},
                                 {"usage_hint", command.usage_hint}});
  }
  for (const auto& shortcut : scenario.app.shortcuts) {
    state["shortcuts"].push_back({{"callback_id", shortcut.callback_id}, {"name", shortcut.name}});
  }
  return state;
}

}  // namespace latchkey::sandbox
