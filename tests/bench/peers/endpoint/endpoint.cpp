#include "tests/bench/peers/endpoint/endpoint.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include <charconv>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;

constexpr std::string_view k_control = "/control/";

/// The rest of the path behind `prefix`; nothing where it does not begin so.
bool take_prefix(std::string_view& path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return false;
  path.remove_prefix(prefix.size());
  return true;
}

}  // namespace

Endpoint::Endpoint(const asio::any_io_executor& executor, const std::string& authority)
    : sockets_(executor),
      load_(executor, sockets_, "http://" + authority),
      web_api_(authority, load_),
      control_(sockets_, load_, upstreams_) {}

asio::awaitable<HttpAnswer> Endpoint::answer(HttpRequest request) {
  auto path = request.path;
  if (!take_prefix(path, k_control)) co_return answer_at_once(request);
  HttpAnswer answer;
  try {
    answer = co_await control_.obey(path, request.body);
  } catch (const nlohmann::json::exception& error) {
    answer = {.status = 400, .body = nlohmann::json{{"error", error.what()}}.dump()};
  }
  co_return answer;
}

HttpAnswer Endpoint::answer_at_once(const HttpRequest& request) {
  auto path = request.path;
  if (take_prefix(path, "/api/")) return web_api_.call(path, request);
  if (take_prefix(path, "/commands/")) return take_private_answer(path);
  if (path.starts_with("/mailgun/")) return upstreams_.mailgun(request);
  if (path.starts_with("/gitlab/")) return upstreams_.gitlab(request);
  if (path.starts_with("/accounts")) return upstreams_.accounts(request);
  return {.status = 404, .body = R"({"error":"no such path"})"};
}

/// The response_url of one command.
HttpAnswer Endpoint::take_private_answer(std::string_view number) {
  Number value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  load_.note_private_answer(value);
  return {.body = R"({"ok":true})"};
}

}  // namespace latchkey::bench
