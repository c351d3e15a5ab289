#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/slack/web_api_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace latchkey::slack {

/// Edits of our messages, within the fifty a minute that Slack allows a whole workspace. While one
/// edit of a message is on its way or waits for its turn, the next ones become one: only the newest
/// content is sent, and everybody who waits gets its outcome. Edits of one message keep their
/// order. `client` outlives it.
class Edits {
 public:
  explicit Edits(WebApiClient& client);

  /// A lasting edit waits up to a minute for its turn. One of progress never waits for the budget:
  /// it is dropped, which counts as success, where the budget runs low, and where a lasting edit of
  /// the message is waiting or on its way, which it must not overwrite.
  boost::asio::awaitable<Expected<void>> edit(chat::MessageRef where, chat::Message content,
                                              chat::Edit weight);

 private:
  struct Waiting;
  struct Line;
  struct Lines;
  class Turn;

  boost::asio::awaitable<Expected<void>> send(chat::MessageRef where, Turn& turn);

  WebApiClient& client_;
  /// Shared with the edits: a coroutine that is destroyed at shutdown may outlive us.
  std::shared_ptr<Lines> lines_;
};

}  // namespace latchkey::slack
