#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/slack/lanes.hpp"
#include "adapters/slack/sleep.hpp"
#include "adapters/slack/tagged_messages.hpp"
#include "adapters/slack/web_api_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>

namespace latchkey::slack {

/// Posts messages: at the channel's rate, one after the other within a thread, and none twice. What
/// it is given outlives it.
class Posts {
 public:
  /// Waits for the turn of all that share the app in the channel.
  using SharedTurn = std::function<boost::asio::awaitable<void>(std::string channel)>;

  Posts(WebApiClient& client, TaggedMessages& tagged_messages, const Clock& clock, Sleep sleep,
        SharedTurn shared_turn = {});

  /// Where the message stands. Slack knows no key by which a post that is sent again would be told
  /// from a new one. So where a post's fate is open (its answer was lost, or Slack failed half way)
  /// its tag is looked for: found, it stands there; not found, it is posted once more. `uncertain`
  /// where there is no tag to look for, where looking failed, and where the second post's fate is
  /// open and it is not found either.
  boost::asio::awaitable<Expected<chat::MessageRef>> post(std::string channel, std::string thread,
                                                          chat::Message message);

 private:
  boost::asio::awaitable<Expected<chat::MessageRef>> post_once(Call call);
  /// One after the other, so that no turn is taken before it can be used.
  boost::asio::awaitable<Expected<void>> wait_for_turn(std::string channel);
  boost::asio::awaitable<Expected<std::optional<chat::MessageRef>>> look_for(chat::Tag tag,
                                                                             std::string channel,
                                                                             std::string thread,
                                                                             TimePoint since);

  WebApiClient& client_;
  TaggedMessages& tagged_messages_;
  const Clock& clock_;
  Sleep sleep_;
  SharedTurn shared_turn_;
  Lanes threads_;
  Lanes turns_;
};

}  // namespace latchkey::slack
