#pragma once
#include "deploy/sandbox/slack_state.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// A message of the app, or Slack's error code and its details.
struct AppMessage {
  std::string error;
  std::vector<std::string> details;
  Json body;  ///< without ts and thread_ts
};

/// Checks `text`, `blocks` and `metadata` of `content` (a method's arguments, an acknowledgement's
/// payload, what was posted to a response_url) as strictly as Slack, and makes a message of them.
/// `longest_text` is in characters.
AppMessage make_app_message(const SlackState& slack, const Json& content, std::size_t longest_text);

/// chat.postMessage cuts longer texts; chat.update and the rest refuse beyond 4,000.
inline constexpr std::size_t k_longest_posted_text = 40000;
inline constexpr std::size_t k_longest_text = 4000;

/// What posting under `thread_ts` is answered with; empty where it may be done.
std::string thread_error(const Channel& channel, const std::string& thread_ts);

}  // namespace latchkey::sandbox
