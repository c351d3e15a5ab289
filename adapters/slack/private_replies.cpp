#include "adapters/slack/private_replies.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/slack/reply_url.hpp"
#include "adapters/slack/web_api_call.hpp"

#include <utility>

namespace latchkey::slack {
namespace {

/// The only promise is the status, and the words beside it are "ok". A page is of somebody between.
bool was_taken(const http::Response& response) {
  return response.status == 200 && !http::is_html(response);
}

/// What an answer means that is none. The URL itself is a secret and stays out of it.
Error error_of(const http::Response& response) {
  const std::string what = "Slack: response_url: HTTP " + std::to_string(response.status);
  if (response.status == 429) {
    return {.kind = ErrorKind::rate_limited,
            .what = "Slack: response_url: too many requests (HTTP 429)",
            .retry_after = http::retry_after(response)};
  }
  if (response.status == 404) {
    return {.kind = ErrorKind::not_found, .what = what + ", used up or expired"};
  }
  // A 408 does not say who was late.
  const bool not_taken = response.status >= 300 && response.status < 500 && response.status != 408;
  if (not_taken) return {.kind = ErrorKind::not_found, .what = what + ", it was not taken"};
  return {.kind = ErrorKind::uncertain, .what = what + ", it may not have been shown"};
}

}  // namespace

PrivateReplies::PrivateReplies(std::string api_url, http::Client& http, const Clock& clock)
    : api_url_(std::move(api_url)), http_(http), clock_(clock) {}

boost::asio::awaitable<Expected<void>> PrivateReplies::send(std::string reply_url,
                                                            chat::Message message) {
  if (!is_reply_url(reply_url, api_url_)) {
    co_return Error{.kind = ErrorKind::invalid,
                    .what = "Slack: this is no response_url of Slack's"};
  }
  if (!uses_.take(reply_url, clock_.now())) {
    co_return Error{
        .kind = ErrorKind::not_found,
        .what = "Slack: response_url: its five answers are given, or its half hour is over"};
  }
  http::Request request{.method = http::Method::post,
                        .url = reply_url,
                        .headers = {{"Content-Type", "application/json; charset=utf-8"}},
                        .body = private_reply_body(message)};
  const auto response = co_await http_.send("Slack", std::move(request));
  if (!response) {
    const auto kind = response.error().kind;
    const bool not_sent = kind == ErrorKind::unreachable || kind == ErrorKind::timed_out;
    if (not_sent) uses_.give_back(reply_url);
    co_return response.error();
  }
  if (was_taken(*response)) co_return Expected<void>{};
  if (response->status == 429) uses_.give_back(reply_url);
  co_return error_of(*response);
}

}  // namespace latchkey::slack
