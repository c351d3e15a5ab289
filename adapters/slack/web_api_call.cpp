#include "adapters/slack/web_api_call.hpp"

#include "adapters/slack/block_kit.hpp"
#include "adapters/slack/json_text.hpp"

#include <algorithm>
#include <cstdint>

namespace latchkey::slack {
namespace {

using nlohmann::json;

/// A message's text and blocks, with Slack's own guessing (links, names, previews) switched off.
json message_arguments(const chat::Message& message, const std::string& channel) {
  json arguments = message_json(message);
  arguments["channel"] = channel;
  arguments["parse"] = "none";
  arguments["link_names"] = false;
  return arguments;
}

/// Slack's name for a moment, and for the message of that moment: "1763798400.000100".
std::string timestamp(TimePoint at) {
  const auto micros = std::max<std::int64_t>(at.time_since_epoch().count(), 0);
  const auto fraction = std::to_string(micros % 1'000'000);
  return std::to_string(micros / 1'000'000) + "." + std::string(6 - fraction.size(), '0') +
         fraction;
}

/// What history and replies have in common: whole pages with the metadata that carries our tags.
json page_arguments(const std::string& channel, TimePoint oldest, const std::string& cursor) {
  json arguments = {{"channel", channel},
                    {"oldest", timestamp(oldest)},
                    {"inclusive", true},
                    {"include_all_metadata", true},
                    {"limit", 200}};
  if (!cursor.empty()) arguments["cursor"] = cursor;
  return arguments;
}

Call read_only(std::string method, json arguments) {
  return {.method = std::move(method), .arguments = std::move(arguments)};
}

std::string form_value(const json& value) {
  return value.is_string() ? value.get<std::string>() : to_text(value);
}

}  // namespace

Call auth_test() {
  return read_only("auth.test", json::object());
}

Call apps_connections_open() {
  Call call = read_only("apps.connections.open", json::object());
  call.patience = {};  // the reconnect policy waits, and tells the log
  return call;
}

Call post_message(const std::string& channel, const std::string& thread,
                  const chat::Message& message) {
  json arguments = message_arguments(message, channel);
  arguments["unfurl_links"] = false;
  arguments["unfurl_media"] = false;
  if (!thread.empty()) arguments["thread_ts"] = thread;
  if (message.tag) {
    arguments["metadata"] = {
        {"event_type", k_tag_event},
        {"event_payload", {{"job", message.tag->job}, {"step", message.tag->step}}}};
  }
  return {.method = "chat.postMessage",
          .arguments = std::move(arguments),
          .body = Call::Body::json,
          .repeatable = false,
          .patience = k_write_patience,
          .limited_by = "chat.postMessage " + channel};
}

Call update_message(const chat::MessageRef& message, const chat::Message& content) {
  json arguments = message_arguments(content, message.channel);
  arguments["ts"] = message.id;
  if (!arguments.contains("blocks")) arguments["blocks"] = json::array();  // else the old ones stay
  return {.method = "chat.update",
          .arguments = std::move(arguments),
          .body = Call::Body::json,
          .patience = k_write_patience};
}

Call post_ephemeral(const std::string& channel, const std::string& thread, const std::string& user,
                    const chat::Message& message) {
  json arguments = message_arguments(message, channel);
  arguments["user"] = user;
  if (!thread.empty()) arguments["thread_ts"] = thread;
  return {.method = "chat.postEphemeral",
          .arguments = std::move(arguments),
          .body = Call::Body::json,
          .repeatable = false};
}

Call open_view(const std::string& trigger, const chat::Modal& modal) {
  // A trigger dies after three seconds and works once: neither waiting nor repeating helps.
  return {.method = "views.open",
          .arguments = {{"trigger_id", trigger}, {"view", modal_json(modal)}},
          .body = Call::Body::json,
          .repeatable = false,
          .patience = {}};
}

Call publish_view(const std::string& user, const chat::Message& content) {
  return {.method = "views.publish",
          .arguments = {{"user_id", user}, {"view", home_json(content)}},
          .body = Call::Body::json};
}

Call get_permalink(const chat::MessageRef& message) {
  return read_only("chat.getPermalink", {{"channel", message.channel}, {"message_ts", message.id}});
}

Call conversations_info(const std::string& channel) {
  return read_only("conversations.info", {{"channel", channel}});
}

Call conversations_history(const std::string& channel, TimePoint oldest,
                           const std::string& cursor) {
  return read_only("conversations.history", page_arguments(channel, oldest, cursor));
}

Call conversations_replies(const std::string& channel, const std::string& thread, TimePoint oldest,
                           const std::string& cursor) {
  auto arguments = page_arguments(channel, oldest, cursor);
  arguments["ts"] = thread;
  Call call = read_only("conversations.replies", std::move(arguments));
  call.none = "thread_not_found";
  return call;
}

Call users_info(const std::string& user) {
  return read_only("users.info", {{"user", user}});
}

Call users_lookup_by_email(const std::string& email) {
  return read_only("users.lookupByEmail", {{"email", email}});
}

Call usergroups_list() {
  return read_only("usergroups.list", json::object());
}

Call usergroups_users_list(const std::string& group) {
  return read_only("usergroups.users.list", {{"usergroup", group}});
}

http::Request to_request(const Call& call, const std::string& api_url, const Secret& token) {
  http::Request request{.method = http::Method::post,
                        .url = api_url + call.method,
                        .safe_to_repeat = call.repeatable};
  request.headers.emplace_back("Authorization", "Bearer " + token.reveal());
  if (call.body == Call::Body::json) {
    request.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    request.body = to_text(call.arguments);
    return request;
  }
  http::Headers fields;
  for (const auto& [name, value] : call.arguments.items()) {
    fields.emplace_back(name, form_value(value));
  }
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = http::form_encode(fields);
  return request;
}

std::string private_reply_body(const chat::Message& message) {
  json body = message_json(message);
  body["response_type"] = "ephemeral";
  body["replace_original"] = false;
  return to_text(body);
}

}  // namespace latchkey::slack
