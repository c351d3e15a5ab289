#pragma once

#include "adapters/slack/slack.hpp"
#include "core/base/log_limit.hpp"

#include <map>
#include <optional>
#include <string>

namespace latchkey::slack {

/// What all connections write down together.
struct SocketModeRecord {
  explicit SocketModeRecord(const Clock& clock)
      : malformed(clock, std::chrono::minutes{1}),
        unknown_type(clock, std::chrono::minutes{1}),
        miscounted(clock, std::chrono::minutes{1}),
        left_to_slack(clock, std::chrono::seconds{1}),
        ack_not_sent(clock, std::chrono::seconds{1}) {}

  LogLimit malformed;
  LogLimit unknown_type;
  LogLimit miscounted;
  LogLimit left_to_slack;
  LogLimit ack_not_sent;
  /// A healthy ping proves nothing: this is how an operator sees that Slack really delivers.
  std::optional<TimePoint> last_envelope;
  /// What an operator's graphs show: see `ConnectionState`.
  std::map<std::string, EnvelopeCount> envelopes = {};
  long long replaced = 0;
  long long broken = 0;
  long long not_opened = 0;
};

}  // namespace latchkey::slack
