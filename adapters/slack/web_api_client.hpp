#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/slack/call_queues.hpp"
#include "adapters/slack/identity.hpp"
#include "adapters/slack/sleep.hpp"
#include "adapters/slack/web_api_call.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace latchkey::slack {

/// Sends calls with one token, each limit's in the order they came and at its rate, and repeats
/// what may be repeated. `http` and `clock` outlive it.
class WebApiClient {
 public:
  /// `posts_per_second`: in one channel, 1 is what Slack allows. `on_refused_token` is told
  /// whenever Slack refuses the token, whatever the call.
  WebApiClient(std::string api_url, Secret token, http::Client& http, const Clock& clock,
               Sleep sleep = sleep_on_timer, int posts_per_second = 1,
               std::function<void(const Error&)> on_refused_token = {});

  /// The whole answer. Errors as of `read_answer` and `http::Client::send`. `rate_limited` without
  /// asking where the call's turn is further away than its patience.
  boost::asio::awaitable<Expected<nlohmann::json>> call(Call call);

  /// For calls whose arguments are decided at their turn only: a place in the method's queue, how
  /// many of its calls could begin at once, and the call that has had its turn after that wait.
  CallQueues::Place join(const std::string& method);
  [[nodiscard]] int free(const std::string& method);
  boost::asio::awaitable<Expected<nlohmann::json>> call(Call call, CallQueues::Place begun,
                                                        std::chrono::milliseconds waited);
  /// How many calls wait for their turn.
  [[nodiscard]] std::size_t waiting() const { return queues_.waiting(); }

 private:
  boost::asio::awaitable<Expected<nlohmann::json>> send_once(const Call& call);

  std::string api_url_;
  Secret token_;
  http::Client& http_;
  Sleep sleep_;
  int posts_per_second_;
  std::function<void(const Error&)> on_refused_token_;
  CallQueues queues_;
};

/// Asks Slack who the token's owner is.
boost::asio::awaitable<Expected<Identity>> who_am_i(WebApiClient& client);

}  // namespace latchkey::slack
