#pragma once

#include "tests/bench/peers/endpoint/envelopes.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace latchkey::bench {

/// A message of the bot's. A time is microseconds since the epoch, which Slack writes "sec.micro".
struct PostedMessage {
  std::int64_t time = 0;
  /// Its thread's first message; 0: it is one.
  std::int64_t thread = 0;
  /// The command that it answers, where its text says so.
  std::optional<Number> number = std::nullopt;
  std::string text;
  /// As JSON text; empty: none.
  std::string metadata;
};

/// Which part of a channel's or thread's messages is asked for. Times as above.
struct HistoryQuestion {
  std::int64_t oldest = 0;
  std::int64_t latest = INT64_MAX;
  bool inclusive = false;
  std::size_t limit = 100;
  bool with_metadata = false;
};

std::string message_time(std::int64_t time);
/// 0 where the text is none.
std::int64_t parse_message_time(const std::string& text);

/// The channel's messages, as far back as a recovery looks.
class PostedMessages {
 public:
  /// Gives the message its time, which no other has.
  const PostedMessage& add(PostedMessage message);
  /// Null where there is none, or it is too old to be remembered.
  [[nodiscard]] const PostedMessage* find(std::int64_t time) const;

  /// What conversations.history answers: first messages of threads, the newest first.
  [[nodiscard]] nlohmann::json history(const HistoryQuestion& question) const;
  /// What conversations.replies answers: the first message and its replies, the oldest first.
  [[nodiscard]] nlohmann::json replies(std::int64_t thread, const HistoryQuestion& question) const;

 private:
  std::deque<PostedMessage> messages_;
  std::int64_t last_time_ = 0;
};

}  // namespace latchkey::bench
