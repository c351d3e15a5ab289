#include "adapters/slack/token_probe.hpp"

#include "adapters/http/clock_ahead.hpp"
#include "adapters/slack/json_text.hpp"
#include "adapters/slack/web_api_call.hpp"
#include "adapters/slack/web_api_error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace latchkey::slack {
namespace {

/// "commands,chat:write", with or without blanks.
std::vector<std::string> split_scopes(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    std::string_view scope = text.substr(0, text.find(','));
    text.remove_prefix(std::min(scope.size() + 1, text.size()));
    while (scope.starts_with(' ')) scope.remove_prefix(1);
    while (scope.ends_with(' ')) scope.remove_suffix(1);
    if (!scope.empty()) scopes.emplace_back(scope);
  }
  return scopes;
}

}  // namespace

boost::asio::awaitable<Expected<BotToken>> probe_bot_token(Options options, http::Client& http,
                                                           const Clock& clock) {
  const Call call = auth_test();
  auto request = to_request(call, options.api_url, options.bot_token);
  request.safe_to_repeat = true;
  const TimePoint asked_at = clock.now();
  const auto response = co_await http.send("Slack", std::move(request));
  const TimePoint answered_at = clock.now();
  if (!response) co_return response.error();
  const auto answer = read_answer(call, *response);
  if (!answer) co_return answer.error();
  BotToken token;
  token.user = text_at(*answer, {"user"});
  token.team = text_at(*answer, {"team"});
  if (const auto scopes = response->header("X-OAuth-Scopes")) token.scopes = split_scopes(*scopes);
  token.clock_ahead = http::clock_ahead(*response, asked_at, answered_at);
  co_return token;
}

boost::asio::awaitable<Expected<void>> probe_app_token(Options options, http::Client& http) {
  const Call call = apps_connections_open();
  auto request = to_request(call, options.api_url, options.app_token);
  request.safe_to_repeat = true;
  const auto response = co_await http.send("Slack", std::move(request));
  if (!response) co_return response.error();
  const auto answer = read_answer(call, *response);
  if (!answer) co_return answer.error();
  co_return Expected<void>{};
}

}  // namespace latchkey::slack
