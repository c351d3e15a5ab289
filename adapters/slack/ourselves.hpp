#pragma once

#include "adapters/slack/identity.hpp"
#include "adapters/slack/web_api_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace latchkey::slack {

/// Who we are, asked for once, by whoever needs it first. `client` outlives it.
class Ourselves {
 public:
  explicit Ourselves(WebApiClient& client) : client_(client) {}

  boost::asio::awaitable<Expected<Identity>> identity();

 private:
  WebApiClient& client_;
  std::optional<Identity> known_;
};

}  // namespace latchkey::slack
