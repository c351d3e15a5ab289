#include "deploy/sandbox/app_messages.hpp"
#include "deploy/sandbox/web_api/methods.hpp"

#include <algorithm>

namespace latchkey::sandbox::web_api {
namespace {

/// `text`, `blocks` and `metadata` with what forms carry as JSON text unpacked.
Json content_of(const Arguments& args) {
  Json content{{"text", args.text("text")}};
  for (const char* key : {"blocks", "attachments", "metadata"}) {
    if (!args.has(key)) continue;
    const Json value = args.structured(key);
    content[key] = value.is_null() ? Json("broken") : value;
  }
  return content;
}

/// The channel by id or #name; for a user's id the direct message with them. Null: not found.
Channel* target_channel(SlackState& slack, const std::string& named) {
  if (Channel* channel = slack.workspace.channel(named)) return channel;
  if (slack.workspace.user(named) != nullptr && named != slack.scenario.app.bot_user) {
    return &slack.workspace.direct_message(named);
  }
  return slack.workspace.channel_by_name(named.starts_with("#") ? named.substr(1) : named);
}

/// Why the app may not write there; empty where it may.
std::string write_error(const SlackState& slack, const Channel* channel) {
  if (channel == nullptr) return "channel_not_found";
  const bool is_member = channel->has_member(slack.scenario.app.bot_user);
  if (!is_member && channel->about.is_private) return "channel_not_found";
  if (!is_member) return "not_in_channel";
  return channel->about.is_archived ? "is_archived" : "";
}

/// The app's own message, or the error that changing it is answered with.
std::pair<Message*, std::string> own_message(SlackState& slack, Channel* channel,
                                             const std::string& ts, const char* foreign_error) {
  if (channel == nullptr) return {nullptr, "channel_not_found"};
  Message* message = channel->message(ts);
  if (message == nullptr || message->is_ephemeral()) return {nullptr, "message_not_found"};
  if (text_at(message->body, "bot_id") != slack.scenario.app.bot_id)
    return {nullptr, foreign_error};
  return {message, ""};
}

}  // namespace

ApiResult chat_post_message(SlackState& slack, const Arguments& args) {
  Channel* channel = target_channel(slack, args.text("channel"));
  if (const auto error = write_error(slack, channel); !error.empty()) return api_error(error);
  AppMessage message = make_app_message(slack, content_of(args), k_longest_posted_text);
  if (!message.error.empty()) return api_error(message.error, message.details);
  const std::string thread_ts = args.text("thread_ts");
  if (const auto error = thread_error(*channel, thread_ts); !error.empty()) return api_error(error);
  const TimePoint now = slack.scheduler.now();
  if (const int wait = slack.rate_limits.take_message(channel->about.id, now); wait > 0) {
    return api_rate_limited(wait);
  }
  message.body["ts"] = slack.workspace.next_ts(now);
  if (!thread_ts.empty()) message.body["thread_ts"] = thread_ts;
  const Message& posted = slack.workspace.post(*channel, {std::move(message.body), {}});
  return api_ok({{"channel", channel->about.id}, {"ts", posted.ts()}, {"message", posted.body}});
}

ApiResult chat_post_ephemeral(SlackState& slack, const Arguments& args) {
  Channel* channel = target_channel(slack, args.text("channel"));
  if (const auto error = write_error(slack, channel); !error.empty()) return api_error(error);
  const std::string user = args.text("user");
  if (!channel->has_member(user)) return api_error("user_not_in_channel");
  AppMessage message = make_app_message(slack, content_of(args), k_longest_text);
  if (!message.error.empty()) return api_error(message.error, message.details);
  const std::string thread_ts = args.text("thread_ts");
  if (const auto error = thread_error(*channel, thread_ts); !error.empty()) return api_error(error);
  const std::string ts = slack.workspace.next_ts(slack.scheduler.now());
  message.body["ts"] = ts;
  if (!thread_ts.empty()) message.body["thread_ts"] = thread_ts;
  slack.workspace.post(*channel, {std::move(message.body), user});
  return api_ok({{"message_ts", ts}});
}

ApiResult chat_update(SlackState& slack, const Arguments& args) {
  Channel* channel = slack.workspace.channel(args.text("channel"));
  const auto [old, error] = own_message(slack, channel, args.text("ts"), "cant_update_message");
  if (!error.empty()) return api_error(error);
  AppMessage message = make_app_message(slack, content_of(args), k_longest_text);
  if (!message.error.empty()) return api_error(message.error, message.details);
  // Text without blocks removes the old blocks; metadata stays unless new metadata is given.
  old->body["text"] = message.body.at("text");
  old->body.erase("blocks");
  for (const char* key : {"blocks", "metadata"}) {
    if (message.body.contains(key)) old->body[key] = message.body.at(key);
  }
  old->body["edited"] = {{"user", slack.scenario.app.bot_user},
                         {"ts", slack.workspace.next_ts(slack.scheduler.now())}};
  slack.workspace.changed(*channel, *old);
  return api_ok({{"channel", channel->about.id},
                 {"ts", old->ts()},
                 {"text", old->body.at("text")},
                 {"message", old->body}});
}

ApiResult chat_delete(SlackState& slack, const Arguments& args) {
  Channel* channel = slack.workspace.channel(args.text("channel"));
  const std::string ts = args.text("ts");
  const auto [old, error] = own_message(slack, channel, ts, "cant_delete_message");
  if (!error.empty()) return api_error(error);
  slack.workspace.remove(*channel, ts);
  return api_ok({{"channel", channel->about.id}, {"ts", ts}});
}

ApiResult chat_get_permalink(SlackState& slack, const Arguments& args) {
  Channel* channel = slack.workspace.channel(args.text("channel"));
  if (channel == nullptr) return api_error("channel_not_found");
  const Message* message = channel->message(args.text("message_ts"));
  if (message == nullptr) return api_error("message_not_found");
  std::string digits = message->ts();
  std::erase(digits, '.');
  std::string link = slack.origin + "/archives/" + channel->about.id + "/p" + digits;
  if (message->is_reply())
    link += "?thread_ts=" + message->thread_ts() + "&cid=" + channel->about.id;
  return api_ok({{"channel", channel->about.id}, {"permalink", link}});
}

ApiResult reactions_add(SlackState& slack, const Arguments& args) {
  Channel* channel = slack.workspace.channel(args.text("channel"));
  if (channel == nullptr) return api_error("channel_not_found");
  Message* message = channel->message(args.text("timestamp"));
  if (message == nullptr) return api_error("message_not_found");
  Json& reactions = message->body["reactions"];
  if (reactions.is_null()) reactions = Json::array();
  const std::string name = args.text("name");
  const bool is_there = std::any_of(reactions.begin(), reactions.end(), [&](const Json& reaction) {
    return text_at(reaction, "name") == name;
  });
  if (is_there) return api_error("already_reacted");
  reactions.push_back({{"name", name}, {"users", {slack.scenario.app.bot_user}}, {"count", 1}});
  slack.workspace.changed(*channel, *message);
  return api_ok();
}

}  // namespace latchkey::sandbox::web_api
