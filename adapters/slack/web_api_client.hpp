#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/slack/identity.hpp"
#include "adapters/slack/web_api_call.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace latchkey::slack {

/// Waits; tests put something in its place that does not.
using Sleep = std::function<boost::asio::awaitable<void>(std::chrono::milliseconds)>;

/// Waits on a timer of the calling coroutine's executor.
boost::asio::awaitable<void> sleep_on_timer(std::chrono::milliseconds duration);

/// Sends calls with one token, keeps to Slack's waits, and repeats what may be repeated.
class WebApiClient {
 public:
  WebApiClient(std::string api_url, Secret token, http::Client& http, const Clock& clock,
               Sleep sleep = sleep_on_timer);

  /// The whole answer. Errors as of `read_answer` and `http::Client::send`; a call that changes
  /// nothing is `timed_out` rather than `uncertain`.
  boost::asio::awaitable<Expected<nlohmann::json>> call(Call call);

 private:
  boost::asio::awaitable<Expected<nlohmann::json>> send_once(Call call);
  /// How long Slack told us to leave this limit alone.
  [[nodiscard]] std::chrono::milliseconds closed_for(const std::string& limit) const;
  void note_limit(const Call& call, const Error& error);

  std::string api_url_;
  Secret token_;
  http::Client& http_;
  const Clock& clock_;
  Sleep sleep_;
  /// Limits that are used up, until when.
  std::map<std::string, TimePoint> closed_until_;
};

/// Asks Slack who the token's owner is.
boost::asio::awaitable<Expected<Identity>> who_am_i(WebApiClient& client);

}  // namespace latchkey::slack
