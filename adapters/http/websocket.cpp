#include "adapters/http/websocket.hpp"

#include "adapters/http/as_tuple.hpp"
#include "adapters/http/buffered_stream.hpp"
#include "adapters/http/connect.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/text_frame.hpp"
#include "adapters/http/transport_error.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <cstdint>
#include <random>
#include <string_view>
#include <utility>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;
using SteadyTime = std::chrono::steady_clock::time_point;

/// Slack's largest recorded message is 67 KB; what is larger than this is read past.
constexpr std::size_t k_largest_message = 1024 * 1024;
/// Reading past more than this is not worth it: then the connection ends.
constexpr std::size_t k_largest_skipped = 16 * 1024 * 1024;
constexpr std::size_t k_read_at_once = 64 * 1024;
/// A thousand acknowledgements: whoever does not read them is not read either.
constexpr std::size_t k_most_queued = 64 * 1024;
/// Slack sometimes never answers a closing frame, nor closes TCP (node-slack-sdk #2752).
constexpr std::chrono::seconds k_closing{1};

std::string closing_words(const websocket::close_reason& reason) {
  if (reason.code == websocket::close_code::none) return "";
  return std::to_string(reason.code) + " " +
         std::string{reason.reason.data(), reason.reason.size()};
}

/// No compression: Slack does not offer it, and it would double what is compiled.
template <class Stream>
using Upgraded = websocket::stream<BufferedStream<Stream>, false>;

template <class Stream>
class BeastWebSocket final : public WebSocket,
                             public std::enable_shared_from_this<BeastWebSocket<Stream>> {
 public:
  BeastWebSocket(std::string system, Stream stream)
      : system_(std::move(system)), stream_(BufferedStream<Stream>{std::move(stream)}) {}

  asio::awaitable<Expected<void>> upgrade(Endpoint endpoint, Deadline deadline) {
    beast::get_lowest_layer(stream_).expires_never();  // from here on the stream has its own timer
    stream_.set_option({.handshake_timeout = deadline.left(),
                        .idle_timeout = websocket::stream_base::none(),
                        .keep_alive_pings = false});
    stream_.read_message_max(k_largest_skipped);
    stream_.control_callback([this](auto, auto) { note_inbound(); });
    websocket::response_type response;
    const auto [error] =
        co_await stream_.async_handshake(response, endpoint.authority, endpoint.target, k_as_tuple);
    note_inbound();
    if (error == websocket::error::upgrade_declined) {
      co_return Error{
          .kind = ErrorKind::unavailable,
          .what = system_ + ": no WebSocket (HTTP " + std::to_string(response.result_int()) + ")"};
    }
    if (error) co_return transport_error(system_, error, Stage::awaiting_answer, deadline);
    co_return Expected<void>{};
  }

  asio::awaitable<Expected<std::string>> read() override {
    const auto self = this->shared_from_this();
    std::string message;
    auto end_of_message = asio::dynamic_buffer(message);
    std::size_t size = 0;
    do {
      const auto [error, count] =
          co_await stream_.async_read_some(end_of_message, k_read_at_once, k_as_tuple);
      if (error) co_return over(error);
      note_inbound();
      size += count;
      if (size > k_largest_message) end_of_message.consume(end_of_message.size());
    } while (!stream_.is_message_done());
    if (size > k_largest_message) {
      co_return not_taken("a message of " + std::to_string(size) + " bytes, more than 1 MiB");
    }
    if (!stream_.got_text()) co_return not_taken("a binary message");
    co_return message;
  }

  asio::awaitable<Expected<void>> write_text(std::string text) override {
    const auto self = this->shared_from_this();
    if (!stream_.is_open()) co_return over(asio::error::operation_aborted);
    append(text);
    const auto sent = co_await stream_.next_layer().sent();
    if (sent.error) co_return over(sent.error);
    co_return Expected<void>{};
  }

  asio::awaitable<void> queue_text(std::string text) override {
    if (!stream_.is_open()) co_return;
    append(text);
    if (stream_.next_layer().outgoing().size() < k_most_queued) co_return;
    const auto self = this->shared_from_this();
    co_await stream_.next_layer().sent();
  }

  asio::awaitable<Expected<void>> ping() override {
    const auto self = this->shared_from_this();
    const auto [error] = co_await stream_.async_ping({}, k_as_tuple);
    if (error) co_return over(error);
    co_return Expected<void>{};
  }

  asio::awaitable<void> close() override {
    const auto self = this->shared_from_this();
    asio::steady_timer guard{stream_.get_executor(), k_closing};
    guard.async_wait([self](error_code cancelled) {
      if (!cancelled) self->drop();
    });
    // With a callback, Beast 1.81 puts a closing frame off that it has read already; a close that
    // comes in between and the read then wait for each other, for ever.
    stream_.control_callback();
    co_await stream_.async_close(websocket::close_code::normal, k_as_tuple);
    guard.cancel();
    drop();
  }

  void drop() override { beast::get_lowest_layer(stream_).close(); }

  [[nodiscard]] SteadyTime last_inbound() const override { return last_inbound_; }

 private:
  /// Past Beast, whose own writing takes one message at a time, with a system call and a turn of
  /// the io_context for each.
  void append(std::string_view text) {
    const auto key = static_cast<std::uint32_t>(mask_());
    append_text_frame(stream_.next_layer().outgoing(), text, key);
  }

  void note_inbound() { last_inbound_ = std::chrono::steady_clock::now(); }

  [[nodiscard]] Error not_taken(const std::string& what) const {
    return {.kind = ErrorKind::misunderstood, .what = system_ + " sent " + what};
  }

  [[nodiscard]] Error over(error_code error) const {
    return {.kind = ErrorKind::unreachable,
            .what = system_ + ": the connection ended (" + error.message() + ")",
            .vendor_text = closing_words(stream_.reason())};
  }

  std::string system_;
  Upgraded<Stream> stream_;
  /// Masks keep scripts in a browser from talking to a proxy (RFC 6455, 10.3). We send no foreign
  /// text over unencrypted connections, so any will do.
  std::minstd_rand mask_{std::random_device{}()};
  SteadyTime last_inbound_ = std::chrono::steady_clock::now();
};

class BeastDialer final : public WebSocketDialer {
 public:
  BeastDialer(asio::any_io_executor executor, Options options)
      : executor_(std::move(executor)), options_(std::move(options)) {}

  asio::awaitable<Expected<std::shared_ptr<WebSocket>>> connect(
      std::string system, std::string url, std::chrono::milliseconds within) override {
    const Deadline deadline{within};
    const auto endpoint = websocket_endpoint(url);
    if (!endpoint) {
      co_return Error{.kind = ErrorKind::invalid, .what = system + ": " + endpoint.error().what};
    }
    TcpStream tcp{executor_};
    const auto connected = co_await connect_tcp(system, tcp, *endpoint, options_.proxies, deadline);
    if (!connected) co_return connected.error();
    if (!endpoint->encrypted) {
      auto plain = std::make_shared<BeastWebSocket<TcpStream>>(system, std::move(tcp));
      co_return co_await upgraded(std::move(plain), *endpoint, deadline);
    }
    TlsStream tls{std::move(tcp), options_.authorities.tls_context()};
    const auto trusted = co_await handshake_tls(system, tls, endpoint->host, deadline);
    if (!trusted) co_return trusted.error();
    auto socket = std::make_shared<BeastWebSocket<TlsStream>>(system, std::move(tls));
    co_return co_await upgraded(std::move(socket), *endpoint, deadline);
  }

 private:
  template <class Socket>
  static asio::awaitable<Expected<std::shared_ptr<WebSocket>>> upgraded(
      std::shared_ptr<Socket> socket, Endpoint endpoint, Deadline deadline) {
    const auto done = co_await socket->upgrade(std::move(endpoint), deadline);
    if (!done) co_return done.error();
    co_return std::shared_ptr<WebSocket>{std::move(socket)};
  }

  asio::any_io_executor executor_;
  Options options_;
};

}  // namespace

std::unique_ptr<WebSocketDialer> create_websocket_dialer(asio::any_io_executor executor,
                                                         Options options) {
  return std::make_unique<BeastDialer>(std::move(executor), std::move(options));
}

}  // namespace latchkey::http
