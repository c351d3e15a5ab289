#include "adapters/slack/envelope.hpp"
#include "adapters/slack/json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey::slack {
namespace {

using nlohmann::json;

/// What all interactions have in common.
chat::Request person_and_place(const json& payload, const Identity& self, TimePoint received) {
  chat::Request request;
  request.received = received;
  request.user = text_at(payload, {"user", "id"});
  request.user_team = text_at(payload, {"user", "team_id"});
  // Never the other team's of a shared channel; without a word about it the payload's is meant.
  if (request.user_team.empty()) request.user_team = text_at(payload, {"team", "id"});
  request.team = team_of(payload, self);
  request.channel = text_at(payload, {"channel", "id"});
  request.direct = is_direct(request.channel, text_at(payload, {"channel", "name"}));
  request.trigger = text_at(payload, {"trigger_id"});
  request.reply_url = text_at(payload, {"response_url"});
  return request;
}

Content read_press(const json& payload, chat::Request request) {
  const auto& actions = json_at(payload, {"actions"});
  if (!actions.is_array()) return Ignored{"a press without a button"};
  const auto is_button = [](const json& action) { return text_at(action, {"type"}) == "button"; };
  const auto button = std::find_if(actions.begin(), actions.end(), is_button);
  if (button == actions.end()) return Ignored{"an action on something that is no button"};
  request.kind = chat::Request::Kind::action;
  request.action = text_at(*button, {"action_id"});
  // What stands after the colon only keeps equal buttons of one row apart (see block_kit.cpp).
  request.action.erase(std::min(request.action.find(':'), request.action.size()));
  request.value = text_at(*button, {"value"});
  if (request.channel.empty()) request.channel = text_at(payload, {"container", "channel_id"});
  request.message = text_at(payload, {"container", "message_ts"});
  if (request.message.empty()) request.message = text_at(payload, {"message", "ts"});
  request.thread = text_at(payload, {"container", "thread_ts"});
  if (request.thread.empty()) request.thread = text_at(payload, {"message", "thread_ts"});
  if (request.action.empty()) return Ignored{"a press on a button without a name"};
  const auto pressed_at = text_at(*button, {"action_ts"});
  request.dedupe_key =
      "action:" + (request.trigger.empty() ? request.user + ":" + request.message + ":" + pressed_at
                                           : request.trigger);
  return request;
}

/// The words of blocks and attachments.
void append_words(const json& part, std::string& words) {
  constexpr std::size_t k_enough = 20'000;
  constexpr std::array<std::string_view, 5> k_words = {"text", "value", "fallback", "pretext",
                                                       "title"};
  if (!part.is_structured() || words.size() > k_enough) return;
  for (const auto& [key, value] : part.items()) {
    const bool is_words = std::find(k_words.begin(), k_words.end(), key) != k_words.end();
    if (is_words && value.is_string()) words += "\n" + value.get<std::string>();
    append_words(value, words);
  }
}

Content read_shortcut(const json& payload, chat::Request request) {
  request.kind = chat::Request::Kind::shortcut;
  request.action = text_at(payload, {"callback_id"});
  request.text = text_at(payload, {"message", "text"});
  // What other apps post (a ticket that was opened) often has no `text`, or a poorer one. A
  // person's own text says it all, labels of links included.
  if (request.text.find('@') == std::string::npos) {
    append_words(json_at(payload, {"message", "blocks"}), request.text);
    append_words(json_at(payload, {"message", "attachments"}), request.text);
  }
  request.message = text_at(payload, {"message", "ts"});
  if (request.message.empty()) request.message = text_at(payload, {"message_ts"});
  request.thread = text_at(payload, {"message", "thread_ts"});
  if (request.action.empty() || request.channel.empty()) {
    return Ignored{"a shortcut that names no channel or not itself"};
  }
  request.dedupe_key =
      "shortcut:" + (request.trigger.empty() ? text_at(payload, {"action_ts"}) : request.trigger);
  return request;
}

/// Values by input: block_kit.cpp gives each input's block its name.
std::map<std::string, std::string> typed_values(const json& view) {
  std::map<std::string, std::string> fields;
  const auto& blocks = json_at(view, {"state", "values"});
  if (!blocks.is_object()) return fields;
  for (const auto& [name, inputs] : blocks.items()) {
    if (!inputs.is_object() || inputs.empty()) continue;
    const auto& input = inputs.front();
    auto& value = fields[name];
    value = text_at(input, {"value"});
    if (value.empty()) value = text_at(input, {"selected_option", "value"});
  }
  return fields;
}

Content read_submission(const json& payload, chat::Request request) {
  const auto& view = json_at(payload, {"view"});
  request.kind = chat::Request::Kind::submission;
  request.action = text_at(view, {"callback_id"});
  request.context = text_at(view, {"private_metadata"});
  request.fields = typed_values(view);
  const auto id = text_at(view, {"id"});
  if (id.empty()) return Ignored{"a submission that does not say of which form"};
  request.dedupe_key = "view:" + id + ":" + text_at(view, {"hash"});
  return request;
}

}  // namespace

Content read_interaction(const json& payload, const Identity& self, TimePoint received) {
  const auto type = text_at(payload, {"type"});
  auto request = person_and_place(payload, self, received);
  if (type == "view_closed") return Ignored{"a form that was closed"};
  if (request.user.empty()) return Ignored{"an interaction that names no person"};
  if (type == "block_actions") return read_press(payload, std::move(request));
  if (type == "message_action") return read_shortcut(payload, std::move(request));
  if (type == "view_submission") return read_submission(payload, std::move(request));
  return Ignored{"an interaction that we do not serve"};
}

}  // namespace latchkey::slack
