#include "adapters/slack/frame.hpp"

#include "adapters/slack/json_text.hpp"
#include "adapters/slack/shorten.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <map>

namespace latchkey::slack {
namespace {

using nlohmann::json;

/// Slack's are UUIDs of 36; this keeps an acknowledgement small whatever comes.
constexpr std::size_t k_longest_envelope_id = 255;

Hello read_hello(const json& frame) {
  Hello hello;
  const auto& connections = json_at(frame, {"num_connections"});
  if (connections.is_number_integer()) hello.connections = connections.get<int>();
  const auto& seconds = json_at(frame, {"debug_info", "approximate_connection_time"});
  if (seconds.is_number_integer() && seconds.get<long long>() > 0) {
    hello.lives_for = std::chrono::seconds{seconds.get<long long>()};
  }
  return hello;
}

Disconnect read_disconnect(const json& frame) {
  using Reason = Disconnect::Reason;
  static const std::map<std::string, Reason> k_reasons = {
      {"warning", Reason::refresh},
      {"refresh_requested", Reason::refresh},
      {"too_many_websockets", Reason::too_many},
      {"link_disabled", Reason::switched_off},
      {"socket_mode_disabled", Reason::switched_off}};
  const auto word = text_at(frame, {"reason"});
  const auto known = k_reasons.find(word);
  return {.reason = known == k_reasons.end() ? Reason::refresh : known->second, .word = word};
}

/// As the ids that Slack gives, which are UUIDs.
bool needs_no_escape(std::string_view id) {
  return std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return (std::isalnum(c) != 0 && c < 0x80) || c == '-' || c == '.' || c == '_';
  });
}

}  // namespace

Frame read_frame(std::string_view text, const Identity& self, TimePoint received) {
  const auto frame = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (frame.is_discarded()) return Malformed{"it is not JSON"};
  if (!frame.is_object()) return Malformed{"it is not a JSON object"};
  const auto type = text_at(frame, {"type"});
  if (type == "hello") return read_hello(frame);
  if (type == "disconnect") return read_disconnect(frame);
  auto id = text_at(frame, {"envelope_id"});
  if (id.empty()) return Malformed{"it has no envelope_id"};
  if (id.size() > k_longest_envelope_id) return Malformed{"its envelope_id is too long"};
  return Envelope{.id = std::move(id),
                  .takes_answer = flag_at(frame, {"accepts_response_payload"}),
                  .content = read_content(type, json_at(frame, {"payload"}), self, received),
                  .type = is_known_type(type) ? type : "other"};
}

std::string ack_frame(const Envelope& envelope, const chat::Acknowledgement& acknowledgement) {
  // A form of ours has at most a handful of inputs: 10 errors of 200 characters stay far below the
  // limit, whatever the characters.
  constexpr std::size_t k_most_errors = 10;
  constexpr std::size_t k_longest_error = 200;
  if (acknowledgement.errors.empty() && needs_no_escape(envelope.id)) {
    return R"({"envelope_id":")" + envelope.id + R"("})";  // nearly all: tens of thousands a second
  }
  json frame = {{"envelope_id", envelope.id}};
  json errors = json::object();
  for (const auto& [input, error] : acknowledgement.errors) {
    if (errors.size() == k_most_errors) break;
    errors[input] = shorten(error, k_longest_error);
  }
  if (envelope.takes_answer && !errors.empty()) {
    frame["payload"] = {{"response_action", "errors"}, {"errors", std::move(errors)}};
  }
  return to_text(frame);
}

}  // namespace latchkey::slack
