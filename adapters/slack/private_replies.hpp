#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/slack/reply_url_uses.hpp"
#include "core/base/clock.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey::slack {

/// Answers people through the `response_url` of what they did. `http` and `clock` outlive it.
class PrivateReplies {
 public:
  PrivateReplies(std::string api_url, http::Client& http, const Clock& clock);

  /// `invalid` where the URL is not Slack's, `not_found` where it is used up or expired, by our own
  /// count without a call, or was refused or redirected: the person is to be answered in another
  /// way. `uncertain` where Slack failed or a web page came instead of its "ok".
  boost::asio::awaitable<Expected<void>> send(std::string reply_url, chat::Message message);

 private:
  std::string api_url_;
  http::Client& http_;
  const Clock& clock_;
  ReplyUrlUses uses_;
};

}  // namespace latchkey::slack
