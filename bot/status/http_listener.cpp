#include "bot/status/http_listener.hpp"

#include "adapters/http/as_tuple.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace latchkey::status {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using http::k_as_tuple;
using Parser = beast::http::request_parser<beast::http::empty_body>;

constexpr std::size_t k_head_most = 8192;
/// What is still read and thrown away of somebody who sends more than a question.
constexpr std::size_t k_rest_most = 65536;

/// What a question that cannot be read is answered; nothing where nobody is there to be answered.
std::optional<HttpAnswer> refusal(const boost::system::error_code& failed) {
  using beast::http::error;
  if (failed == error::header_limit || failed == error::buffer_overflow) {
    return HttpAnswer{431, "the head is over 8 KiB\n"};
  }
  const bool not_http = failed.category() == make_error_code(error::bad_version).category();
  if (!not_http || failed == error::end_of_stream || failed == error::partial_message) return {};
  return HttpAnswer{400, "this is not HTTP/1.1\n"};
}

beast::http::response<beast::http::string_body> to_wire(HttpAnswer answer) {
  using beast::http::field;
  beast::http::response<beast::http::string_body> wire{
      beast::http::int_to_status(static_cast<unsigned>(answer.status)), 11};
  wire.set(field::content_type, answer.type);
  wire.set(field::cache_control, "no-store");
  wire.set("Content-Security-Policy", answer.policy);
  wire.set("X-Content-Type-Options", "nosniff");
  if (answer.status == 405) wire.set(field::allow, "GET");
  wire.keep_alive(false);
  wire.body() = std::move(answer.body);
  wire.prepare_payload();
  return wire;
}

/// Sends the answer and reads what is left: closing on unread bytes resets the connection, which
/// would take the answer away from the other side.
asio::awaitable<void> deliver(beast::tcp_stream& stream, HttpAnswer answer) {
  const auto wire = to_wire(std::move(answer));
  const auto [failed, sent] = co_await beast::http::async_write(stream, wire, k_as_tuple);
  if (failed) co_return;
  boost::system::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  std::array<char, 4096> scrap{};
  for (std::size_t read = 0; read < k_rest_most;) {
    const auto [over, count] = co_await stream.async_read_some(asio::buffer(scrap), k_as_tuple);
    if (over) co_return;
    read += count;
  }
}

}  // namespace

/// Shared by the listener and its connections, which may end after it.
struct HttpListener::Serving : std::enable_shared_from_this<Serving> {
  Serving(const asio::any_io_executor& executor, const tcp::endpoint& endpoint, Answerer answers,
          Limits limited)
      : acceptor(executor, endpoint, /*reuse_addr=*/true),
        answerer(std::move(answers)),
        limits(limited) {}

  asio::awaitable<void> accept() {
    const auto self = shared_from_this();
    const auto executor = acceptor.get_executor();
    while (acceptor.is_open()) {
      auto [failed, socket] = co_await acceptor.async_accept(k_as_tuple);
      if (failed == asio::error::operation_aborted) co_return;
      if (failed) {
        // Out of descriptors, most likely: a moment later some are free again.
        asio::steady_timer pause{executor, std::chrono::milliseconds{100}};
        co_await pause.async_wait(k_as_tuple);
      } else if (open < limits.connections) {
        ++open;
        asio::co_spawn(executor, serve(std::move(socket)),
                       [self](const std::exception_ptr& bug) { self->ended(bug); });
      }
    }
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    beast::tcp_stream stream{std::move(socket)};
    stream.expires_after(limits.deadline);
    beast::flat_buffer buffer{k_head_most};
    Parser parser;
    parser.header_limit(k_head_most);
    const auto [failed, count] =
        co_await beast::http::async_read_header(stream, buffer, parser, k_as_tuple);
    std::optional<HttpAnswer> answer;
    if (failed) {
      answer = refusal(failed);
      if (!answer) co_return;
    } else {
      HttpQuestion question{std::string{parser.get().method_string()},
                            std::string{parser.get().target()}};
      answer = co_await answerer(std::move(question));
    }
    stream.expires_after(limits.deadline);
    co_await deliver(stream, std::move(*answer));
  }

  void ended(const std::exception_ptr& bug) {
    --open;
    try {
      if (bug) std::rethrow_exception(bug);
    } catch (const std::exception& unexpected) {
      spdlog::error("A question over HTTP was not answered, please report it: {}",
                    unexpected.what());
    }
  }

  tcp::acceptor acceptor;
  Answerer answerer;
  Limits limits;
  std::size_t open = 0;
};

HttpListener::HttpListener(asio::any_io_executor executor, const tcp::endpoint& endpoint,
                           Answerer answerer, Limits limits)
    : serving_(std::make_shared<Serving>(executor, endpoint, std::move(answerer), limits)) {
  asio::co_spawn(executor, serving_->accept(), asio::detached);
}

HttpListener::~HttpListener() {
  boost::system::error_code ignored;
  serving_->acceptor.close(ignored);
}

tcp::endpoint HttpListener::endpoint() const {
  return serving_->acceptor.local_endpoint();
}

}  // namespace latchkey::status
