#pragma once

#include "adapters/slack/envelope.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace latchkey::slack {

/// The first frame: only now are we connected.
struct Hello {
  /// How many connections Slack counts for this app, ours included. More than we hold: another
  /// replica, or ghosts. 0 where Slack does not say.
  int connections = 0;
  /// When Slack means to replace this connection, where it says so.
  std::optional<std::chrono::seconds> lives_for = {};
};

/// Slack is about to end the connection.
struct Disconnect {
  enum class Reason {
    refresh,      ///< routine, or a word that we do not know
    too_many,     ///< the app holds more than ten connections
    switched_off  ///< Socket Mode is off in the app's settings
  };
  Reason reason = Reason::refresh;
  /// Slack's own word, for the log.
  std::string word = {};
};

/// Something that cannot even be acknowledged, and why.
struct Malformed {
  std::string why;
};

using Frame = std::variant<Hello, Disconnect, Envelope, Malformed>;

/// Reads one text frame. Never fails: whatever is wrong with it is part of the value.
Frame read_frame(std::string_view text, const Identity& self, TimePoint received);

/// The acknowledgement of an envelope, below Slack's 20,480 bytes (slack-go #1196: larger ones are
/// lost without a word). A modal's errors ride along where the envelope takes an answer.
std::string ack_frame(const Envelope& envelope, const chat::Acknowledgement& acknowledgement);

}  // namespace latchkey::slack
