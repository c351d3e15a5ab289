#include "adapters/slack/web_api_client.hpp"

#include "adapters/slack/method_tiers.hpp"
#include "adapters/slack/retry_policy.hpp"
#include "adapters/slack/web_api_answer.hpp"
#include "adapters/slack/web_api_error.hpp"

#include <random>
#include <utility>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;

/// Whoever else was told the same wait does not come back in the same moment.
milliseconds jitter() {
  static thread_local std::minstd_rand random{std::random_device{}()};
  return milliseconds{std::uniform_int_distribution<int>{0, 500}(random)};
}

}  // namespace

WebApiClient::WebApiClient(std::string api_url, Secret token, http::Client& http,
                           const Clock& clock, Sleep sleep, int posts_per_second,
                           std::function<void(const Error&)> on_refused_token)
    : api_url_(std::move(api_url)),
      token_(std::move(token)),
      http_(http),
      sleep_(sleep),
      posts_per_second_(posts_per_second),
      on_refused_token_(std::move(on_refused_token)),
      queues_(clock, std::move(sleep)) {}

boost::asio::awaitable<Expected<nlohmann::json>> WebApiClient::call(Call call) {
  auto place = queues_.join(call.limited_by, rate_of(call.method, posts_per_second_));
  const auto turn = co_await place.turn(call.patience);
  if (!turn) co_return turn.error();
  co_return co_await this->call(std::move(call), std::move(place), *turn);
}

boost::asio::awaitable<Expected<nlohmann::json>> WebApiClient::call(Call call,
                                                                    CallQueues::Place begun,
                                                                    milliseconds waited) {
  for (int failures = 1;; ++failures) {
    auto answer = co_await send_once(call);
    if (answer) co_return answer;
    const bool limited = answer.error().kind == ErrorKind::rate_limited;
    if (limited) begun.close(wait_of_limit(answer.error(), failures) + jitter());
    const auto wait = wait_before_retry(call, answer.error(), failures, waited);
    if (!wait) co_return answer;
    if (!limited) {  // else the queue waits
      co_await sleep_(*wait);
      waited += *wait;
    }
    const auto turn = co_await begun.turn(call.patience - waited);
    if (!turn) co_return turn.error();
    waited += *turn;
  }
}

CallQueues::Place WebApiClient::join(const std::string& method) {
  return queues_.join(method, rate_of(method, posts_per_second_));
}

int WebApiClient::free(const std::string& method) {
  return queues_.free(method, rate_of(method, posts_per_second_));
}

boost::asio::awaitable<Expected<nlohmann::json>> WebApiClient::send_once(const Call& call) {
  auto request = to_request(call, api_url_, token_);
  const auto response = co_await http_.send("Slack", std::move(request));
  if (!response) co_return response.error();
  auto answer = read_answer(call, *response);
  const bool token_refused = !answer && refuses_token(*response);
  if (token_refused && on_refused_token_) on_refused_token_(answer.error());
  co_return answer;
}

boost::asio::awaitable<Expected<Identity>> who_am_i(WebApiClient& client) {
  auto question = auth_test();
  const auto answer = co_await client.call(std::move(question));
  if (!answer) co_return answer.error();
  co_return read_identity(*answer);
}

}  // namespace latchkey::slack
