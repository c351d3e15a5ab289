#include "adapters/slack/web_api_client.hpp"

#include "adapters/slack/json_text.hpp"
#include "adapters/slack/retry_policy.hpp"
#include "adapters/slack/web_api_error.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace latchkey::slack {

namespace asio = boost::asio;
using std::chrono::milliseconds;

asio::awaitable<void> sleep_on_timer(milliseconds duration) {
  asio::steady_timer timer{co_await asio::this_coro::executor, duration};
  co_await timer.async_wait(asio::use_awaitable);
}

WebApiClient::WebApiClient(std::string api_url, Secret token, http::Client& http,
                           const Clock& clock, Sleep sleep)
    : api_url_(std::move(api_url)),
      token_(std::move(token)),
      http_(http),
      clock_(clock),
      sleep_(std::move(sleep)) {}

asio::awaitable<Expected<nlohmann::json>> WebApiClient::call(Call call) {
  milliseconds waited{0};
  for (int failures = 1;; ++failures) {
    auto answer = co_await send_once(call);
    if (answer) co_return answer;
    const auto wait = wait_before_retry(call, answer.error(), failures, waited);
    if (!wait) co_return answer;
    co_await sleep_(*wait);
    waited += *wait;
  }
}

asio::awaitable<Expected<nlohmann::json>> WebApiClient::send_once(Call call) {
  const auto closed = closed_for(call.limited_by);
  if (closed.count() > 0) {
    // As if Slack had said so again: another call was told to stay away from this limit.
    co_return Error{.kind = ErrorKind::rate_limited,
                    .what = "Slack: " + call.method + ": too many requests",
                    .retry_after = std::chrono::ceil<std::chrono::seconds>(closed)};
  }
  auto request = to_request(call, api_url_, token_);
  const auto response = co_await http_.send("Slack", std::move(request));
  if (!response) {
    Error lost = response.error();
    const bool changes_nothing = call.body == Call::Body::form;
    if (changes_nothing && lost.kind == ErrorKind::uncertain) {
      lost = {.kind = ErrorKind::timed_out, .what = "Slack: " + call.method + ": no answer"};
    }
    co_return lost;
  }
  auto answer = read_answer(call, *response);
  if (!answer) note_limit(call, answer.error());
  co_return answer;
}

milliseconds WebApiClient::closed_for(const std::string& limit) const {
  const auto found = closed_until_.find(limit);
  if (found == closed_until_.end()) return milliseconds{0};
  return std::max(std::chrono::ceil<milliseconds>(found->second - clock_.now()), milliseconds{0});
}

void WebApiClient::note_limit(const Call& call, const Error& error) {
  const auto now = clock_.now();
  std::erase_if(closed_until_, [&](const auto& limit) { return limit.second <= now; });
  if (error.kind != ErrorKind::rate_limited || !error.retry_after) return;
  closed_until_[call.limited_by] = now + *error.retry_after;
}

asio::awaitable<Expected<Identity>> who_am_i(WebApiClient& client) {
  auto question = auth_test();
  const auto answer = co_await client.call(std::move(question));
  if (!answer) co_return answer.error();
  Identity self;
  self.user = text_at(*answer, {"user_id"});
  self.bot = text_at(*answer, {"bot_id"});
  self.team = text_at(*answer, {"team_id"});
  self.enterprise = text_at(*answer, {"enterprise_id"});
  if (self.user.empty()) {
    co_return Error{.kind = ErrorKind::misunderstood, .what = "Slack: auth.test names no user"};
  }
  co_return self;
}

}  // namespace latchkey::slack
