#include "deploy/sandbox/http_connection.hpp"

#include "deploy/sandbox/event_stream_writer.hpp"
#include "deploy/sandbox/page_api.hpp"
#include "deploy/sandbox/timestamps.hpp"
#include "deploy/sandbox/websocket_link.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace latchkey::sandbox {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using namespace std::chrono_literals;

constexpr std::uint64_t k_body_limit = 1 << 20;  // Slack's own limit for a request
// Node's keep-alive agents and browsers hold idle connections for about a minute.
constexpr auto k_idle = 75s;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

HttpRequest plain_request(const http::request<http::string_body>& message) {
  HttpRequest request;
  request.method = std::string(view(message.method_string()));
  const std::string_view target = view(message.target());
  const auto mark = std::min(target.find('?'), target.size());
  request.path = std::string(target.substr(0, mark));
  request.query = parse_form(target.substr(std::min(mark + 1, target.size())));
  for (const auto& header : message) {
    request.headers.emplace_back(lower(view(header.name_string())),
                                 std::string(view(header.value())));
  }
  request.body = message.body();
  return request;
}

http::response<http::string_body> beast_response(const HttpResponse& answer, unsigned version,
                                                 bool keep_alive) {
  http::response<http::string_body> message{
      http::int_to_status(static_cast<unsigned>(answer.status)), version};
  for (const auto& [name, value] : answer.headers) message.insert(name, value);
  // Clients measure Mailgun's and GitLab's reset times from it.
  message.set(
      http::field::date,
      http_date(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())));
  message.body() = answer.body;
  message.keep_alive(keep_alive);
  message.prepare_payload();
  return message;
}

/// One request, or none where the connection is over.
asio::awaitable<std::optional<http::request<http::string_body>>> read_request(
    beast::tcp_stream& stream, beast::flat_buffer& buffer) {
  http::request_parser<http::string_body> parser;
  parser.body_limit(k_body_limit);
  stream.expires_after(k_idle);
  boost::system::error_code error;
  auto completion = asio::redirect_error(asio::use_awaitable, error);
  co_await http::async_read(stream, buffer, parser, completion);
  if (error) co_return std::nullopt;
  co_return parser.release();
}

/// False where the connection is over.
asio::awaitable<bool> write_response(beast::tcp_stream& stream, HttpResponse answer,
                                     unsigned version, bool keep_alive) {
  if (answer.delay > 0ms) {
    asio::steady_timer pause(stream.get_executor(), answer.delay);
    boost::system::error_code ignored;
    auto completion = asio::redirect_error(asio::use_awaitable, ignored);
    co_await pause.async_wait(completion);
  }
  const auto message = beast_response(answer, version, keep_alive);
  stream.expires_after(30s);
  boost::system::error_code error;
  auto completion = asio::redirect_error(asio::use_awaitable, error);
  co_await http::async_write(stream, message, completion);
  co_return !error && keep_alive;
}

/// What refuses a Socket Mode handshake; none where it may go on.
std::optional<HttpResponse> refuse_link(Sandbox& sandbox, const HttpRequest& request) {
  const bool is_upgrade = lower(request.header("upgrade")) == "websocket" &&
                          !request.header("sec-websocket-key").empty() &&
                          request.header("sec-websocket-version") == "13";
  if (!is_upgrade) return text_response(400, "expected a WebSocket handshake\n");
  if (!sandbox.slack().hub.redeem_ticket(field(request.query, "ticket"))) {
    return text_response(403, "this ticket was used, is too old, or was never issued\n");
  }
  return {};
}

/// What refuses a page's stream; none where it may begin.
std::optional<HttpResponse> refuse_stream(Sandbox& sandbox, const HttpRequest& request) {
  if (const auto refusal = cross_site_refusal(request); !refusal.empty()) {
    return json_response(403, {{"ok", false}, {"error", refusal}});
  }
  if (sandbox.slack().workspace.user(field(request.query, "user")) == nullptr) {
    return json_response(400, {{"ok", false}, {"error", "unknown user"}});
  }
  return {};
}

HttpResponse answer_safely(const Sandbox& sandbox, const HttpRequest& request) {
  try {
    return sandbox.answer(request);
  } catch (const std::exception& bug) {
    spdlog::error("{} {}: {}", request.method, request.path, bug.what());
    return text_response(500, "the sandbox failed\n");
  }
}

}  // namespace

asio::awaitable<void> serve_connection(asio::ip::tcp::socket socket, Sandbox& sandbox) {
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer;
  for (;;) {
    const auto message = co_await read_request(stream, buffer);
    if (!message) break;
    const HttpRequest request = plain_request(*message);
    const unsigned version = message->version();
    std::optional<HttpResponse> answer;
    if (request.path == "/link/") {
      answer = refuse_link(sandbox, request);
      if (!answer) {
        stream.expires_never();
        const std::string early = beast::buffers_to_string(buffer.data());
        auto link = std::make_shared<WebSocketLink>(stream.release_socket(), sandbox.slack().hub);
        co_return co_await WebSocketLink::serve(link, request.header("sec-websocket-key"), early);
      }
    } else if (request.path == "/sandbox/stream" && request.method == "GET") {
      answer = refuse_stream(sandbox, request);
      if (!answer) {
        stream.expires_never();
        const std::string user = field(request.query, "user");
        co_return co_await write_event_stream(stream.release_socket(), sandbox.slack(), user);
      }
    } else {
      answer = answer_safely(sandbox, request);
    }
    const bool goes_on =
        co_await write_response(stream, std::move(*answer), version, message->keep_alive());
    if (!goes_on) break;
  }
  boost::system::error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace latchkey::sandbox
