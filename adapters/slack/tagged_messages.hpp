#pragma once

#include "adapters/slack/ourselves.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace latchkey::slack {

/// Finds what we posted by the tags that our messages carry in Slack's message metadata. `client`
/// and `ourselves` outlive it.
class TaggedMessages {
 public:
  TaggedMessages(WebApiClient& client, Ourselves& ourselves)
      : client_(client), ourselves_(ourselves) {}

  /// Our tagged messages since then, and up to a minute before (Slack's clock names the messages,
  /// ours says `since`), oldest first: at the channel's top level, or in the thread, its parent
  /// left out. None where the thread is gone. `unavailable` where 25 pages of 200 messages do not
  /// reach back that far: half an answer would be taken for "was never posted".
  boost::asio::awaitable<Expected<std::vector<chat::TaggedMessage>>> find(std::string channel,
                                                                          std::string thread,
                                                                          TimePoint since);

 private:
  WebApiClient& client_;
  Ourselves& ourselves_;
};

}  // namespace latchkey::slack
