#include "adapters/slack/envelope.hpp"
#include "adapters/slack/json_text.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>

namespace latchkey::slack {
namespace {

/// Slack never promised a trigger with every command: then the same words of the same person in the
/// same ten seconds count as a redelivery. The words themselves may hold an address, so only their
/// hash is kept.
std::string key_without_trigger(const chat::Request& request) {
  const auto tens =
      std::chrono::floor<std::chrono::seconds>(request.received).time_since_epoch() / 10;
  return "command:" + request.user + ":" + request.channel + ":" +
         std::to_string(std::hash<std::string>{}(request.text)) + ":" +
         std::to_string(tens.count());
}

}  // namespace

Content read_command(const nlohmann::json& payload, const Identity& self, TimePoint received) {
  chat::Request request;
  request.kind = chat::Request::Kind::command;
  request.received = received;
  request.user = text_at(payload, {"user_id"});
  request.user_team = text_at(payload, {"team_id"});
  request.team = team_of(payload, self);
  request.channel = text_at(payload, {"channel_id"});
  request.direct = is_direct(request.channel, text_at(payload, {"channel_name"}));
  request.text = text_at(payload, {"text"});
  request.trigger = text_at(payload, {"trigger_id"});
  request.reply_url = text_at(payload, {"response_url"});
  if (request.user.empty() || request.channel.empty()) {
    return Ignored{"a command that names no person or no channel"};
  }
  request.dedupe_key =
      request.trigger.empty() ? key_without_trigger(request) : "command:" + request.trigger;
  return request;
}

}  // namespace latchkey::slack
