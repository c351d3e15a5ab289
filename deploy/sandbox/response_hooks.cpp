#include "deploy/sandbox/response_hooks.hpp"

#include "deploy/sandbox/app_messages.hpp"

namespace latchkey::sandbox {
namespace {

void replace(SlackState& slack, const Channel& channel, Message& original, const Json& body) {
  original.body["text"] = body.at("text");
  original.body.erase("blocks");
  if (body.contains("blocks")) original.body["blocks"] = body.at("blocks");
  if (!original.is_ephemeral()) {
    original.body["edited"] = {{"user", slack.scenario.app.bot_user},
                               {"ts", slack.workspace.next_ts(slack.scheduler.now())}};
  }
  slack.workspace.changed(channel, original);
}

}  // namespace

HttpResponse answer_response_url(SlackState& slack, const std::string& id,
                                 const HttpRequest& request) {
  if (request.method != "POST") return error_response(400, "invalid_payload");
  const auto use = slack.response_urls.use(id, slack.scheduler.now());
  switch (use.outcome) {
    case ResponseUrls::Outcome::unknown: return error_response(404, "invalid_url");
    case ResponseUrls::Outcome::expired: return error_response(404, "expired_url");
    case ResponseUrls::Outcome::used: return error_response(404, "used_url");
    case ResponseUrls::Outcome::ok: break;
  }
  const Json content = Json::parse(request.body, nullptr, false);
  Channel* channel = slack.workspace.channel(use.target.channel);
  if (!content.is_object() || channel == nullptr) return error_response(400, "invalid_payload");
  Message* original = channel->message(use.target.message_ts);
  if (flag_at(content, "delete_original") && original != nullptr) {
    slack.workspace.remove(*channel, use.target.message_ts);
    return text_response(200, "ok");
  }
  AppMessage message = make_app_message(slack, content, k_longest_text);
  if (!message.error.empty()) return error_response(400, message.error);
  if (flag_at(content, "replace_original") && original != nullptr) {
    replace(slack, *channel, *original, message.body);
    return text_response(200, "ok");
  }
  const std::string thread_ts = text_at(content, "thread_ts");
  const bool is_public = text_at(content, "response_type") == "in_channel";
  // docs.slack.dev: a thread needs response_type in_channel and replace_original false.
  if (is_public && !thread_ts.empty()) message.body["thread_ts"] = thread_ts;
  message.body["ts"] = slack.workspace.next_ts(slack.scheduler.now());
  slack.workspace.post(*channel, {std::move(message.body), is_public ? "" : use.target.user});
  return text_response(200, "ok");
}

}  // namespace latchkey::sandbox
