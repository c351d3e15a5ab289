#include "deploy/sandbox/envelopes.hpp"

#include "deploy/sandbox/random_id.hpp"

namespace latchkey::sandbox {
namespace {

constexpr const char* k_verification_token = "sandbox-verification-token";

Json interactive(const Scenario& scenario, const Scenario::User& user, const char* type) {
  return {
      {"type", type},
      {"team", {{"id", scenario.team.id}, {"domain", scenario.team.domain}}},
      {"user",
       {{"id", user.id}, {"username", user.name}, {"name", user.name}, {"team_id", user.team_id}}},
      {"api_app_id", scenario.app.id},
      {"token", k_verification_token},
      {"enterprise", nullptr},
      {"is_enterprise_install", false}};
}

const char* channel_type(const Channel& channel) {
  if (!channel.im_user.empty()) return "im";
  return channel.about.is_private ? "group" : "channel";
}

/// The message as an interaction carries it: without what only its author's app may read.
Json echoed(const Message& message) {
  Json body = message.body;
  body.erase("metadata");
  return body;
}

}  // namespace

Json slash_command_payload(const Scenario& scenario, const Channel& channel,
                           const Scenario::User& user, const std::string& command,
                           const std::string& text, const Caused& caused) {
  return {{"token", k_verification_token},
          {"team_id", scenario.team.id},
          {"team_domain", scenario.team.domain},
          {"channel_id", channel.about.id},
          {"channel_name", channel.about.name},
          {"user_id", user.id},
          {"user_name", user.name},
          {"command", command},
          {"text", text},
          {"api_app_id", scenario.app.id},
          {"is_enterprise_install", "false"},  // a string here, a boolean elsewhere
          {"response_url", caused.response_url},
          {"trigger_id", caused.trigger_id}};
}

Json event_payload(const Scenario& scenario, const Channel& channel, Json event, TimePoint now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  return {{"token", k_verification_token},
          {"team_id", scenario.team.id},
          {"context_team_id", scenario.team.id},
          {"context_enterprise_id", nullptr},
          {"api_app_id", scenario.app.id},
          {"event", std::move(event)},
          {"type", "event_callback"},
          {"event_id", "Ev" + random_id(11)},
          {"event_time", seconds},
          {"authorizations", Json::array({Json{{"enterprise_id", nullptr},
                                               {"team_id", scenario.team.id},
                                               {"user_id", scenario.app.bot_user},
                                               {"is_bot", true},
                                               {"is_enterprise_install", false}}})},
          {"is_ext_shared_channel", channel.about.is_ext_shared},
          {"event_context", "4-" + random_id(20)}};
}

Json home_opened_event(const std::string& user, const std::string& channel, const Json& view,
                       const std::string& event_ts) {
  Json event{{"type", "app_home_opened"},
             {"user", user},
             {"channel", channel},
             {"tab", "home"},
             {"event_ts", event_ts}};
  if (!view.is_null()) event["view"] = view;
  return event;
}

Json message_event(const Scenario& scenario, const Channel& channel, const Message& message,
                   const std::string& type) {
  Json event{{"client_msg_id", random_uuid()},
             {"type", type},
             {"user", message.body.at("user")},
             {"text", message.body.at("text")},
             {"ts", message.ts()},
             {"team", scenario.team.id},
             {"blocks", message.body.value("blocks", Json::array())},
             {"channel", channel.about.id},
             {"event_ts", message.ts()}};
  if (message.is_reply()) {
    event["thread_ts"] = message.thread_ts();
    const Message* parent = channel.message(message.thread_ts());
    if (parent != nullptr) event["parent_user_id"] = text_at(parent->body, "user");
  }
  if (message.body.contains("edited")) event["edited"] = message.body.at("edited");
  if (type == "message") event["channel_type"] = channel_type(channel);
  return event;
}

Json message_changed_event(const Channel& channel, const Message& message, Json previous) {
  const auto& at = message.body.at("edited").at("ts").get_ref<const std::string&>();
  return {{"type", "message"},
          {"subtype", "message_changed"},
          {"hidden", true},
          {"channel", channel.about.id},
          {"channel_type", channel_type(channel)},
          {"ts", at},
          {"event_ts", at},
          {"message", message.body},
          {"previous_message", std::move(previous)}};
}

Json pressed_action(const Json& element, const std::string& block_id, const std::string& value,
                    const std::string& action_ts) {
  const std::string type = text_at(element, "type");
  Json action{{"type", type},
              {"action_id", element.at("action_id")},
              {"block_id", block_id},
              {"action_ts", action_ts}};
  if (element.contains("text")) action["text"] = element.at("text");
  if (element.contains("style")) action["style"] = element.at("style");
  if (type == "button") {
    if (element.contains("value")) action["value"] = element.at("value");
    return action;
  }
  for (const Json& option : element.value("options", Json::array())) {
    if (text_at(option, "value") == value) action["selected_option"] = option;
  }
  if (type == "users_select") action["selected_user"] = value;
  return action;
}

Json block_actions_payload(const Scenario& scenario, const Channel& channel,
                           const Scenario::User& user, const Message& message, Json action,
                           const Caused& caused) {
  Json payload = interactive(scenario, user, "block_actions");
  payload["container"] = {{"type", "message"},
                          {"message_ts", message.ts()},
                          {"channel_id", channel.about.id},
                          {"is_ephemeral", message.is_ephemeral()}};
  if (message.is_reply()) payload["container"]["thread_ts"] = message.thread_ts();
  payload["channel"] = {{"id", channel.about.id}, {"name", channel.about.name}};
  // As recorded: the message stands in the payload unless it was ephemeral.
  if (!message.is_ephemeral()) payload["message"] = echoed(message);
  payload["state"] = {{"values", Json::object()}};
  payload["trigger_id"] = caused.trigger_id;
  payload["response_url"] = caused.response_url;
  payload["actions"] = Json::array({std::move(action)});
  return payload;
}

Json message_action_payload(const Scenario& scenario, const Channel& channel,
                            const Scenario::User& user, const Message& message,
                            const std::string& callback_id, const Caused& caused,
                            const std::string& action_ts) {
  Json payload = interactive(scenario, user, "message_action");
  payload["callback_id"] = callback_id;
  payload["action_ts"] = action_ts;
  payload["message_ts"] = message.ts();
  payload["channel"] = {{"id", channel.about.id}, {"name", channel.about.name}};
  payload["message"] = echoed(message);
  payload["trigger_id"] = caused.trigger_id;
  payload["response_url"] = caused.response_url;
  return payload;
}

Json view_submission_payload(const Scenario& scenario, const Scenario::User& user, Json view,
                             const std::string& trigger_id) {
  Json payload = interactive(scenario, user, "view_submission");
  payload["trigger_id"] = trigger_id;
  payload["view"] = std::move(view);
  payload["response_urls"] = Json::array();
  return payload;
}

Json view_closed_payload(const Scenario& scenario, const Scenario::User& user, Json view) {
  Json payload = interactive(scenario, user, "view_closed");
  payload["view"] = std::move(view);
  payload["is_cleared"] = false;
  return payload;
}

}  // namespace latchkey::sandbox
