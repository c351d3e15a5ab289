#include "adapters/http/http_client.hpp"

#include "adapters/http/as_tuple.hpp"
#include "adapters/http/connect.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/transport_error.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using WireRequest = beast::http::request<beast::http::string_body>;
using WireParser = beast::http::response_parser<beast::http::string_body>;

/// The largest answers we ask for are pages of 300 mail events, about 1 MiB.
constexpr std::size_t k_largest_body = 8 * 1024 * 1024;
/// Four times what common servers allow; portals with many cookies come near those.
constexpr std::uint32_t k_largest_header = 32 * 1024;

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

/// A line break in a header would be a second header: a token with a newline at its end, mostly.
bool is_sendable(const Headers& headers) {
  return std::none_of(headers.begin(), headers.end(), [](const auto& header) {
    return has_control_characters(header.first) || has_control_characters(header.second);
  });
}

WireRequest wire_request(const Request& request, const Endpoint& endpoint) {
  using beast::http::field;
  const bool get = request.method == Method::get;
  WireRequest wire{get ? beast::http::verb::get : beast::http::verb::post, endpoint.target, 11};
  wire.set(field::host, endpoint.authority);
  wire.set(field::user_agent, "Latchkey");
  wire.set(field::connection, "close");
  for (const auto& [name, value] : request.headers) wire.insert(name, value);
  wire.body() = request.body;
  wire.prepare_payload();
  return wire;
}

Response response_of(beast::http::response<beast::http::string_body> wire) {
  Response response;
  response.status = wire.result_int();
  for (const auto& field : wire) {
    response.headers.emplace_back(field.name_string(), field.value());
  }
  response.body = std::move(wire.body());
  return response;
}

template <class Stream>
asio::awaitable<Expected<Response>> exchange(std::string system, Stream& stream,
                                             WireRequest request) {
  const bool changes_something = request.method() == beast::http::verb::post;
  const auto [not_written, written] =
      co_await beast::http::async_write(stream, request, k_as_tuple);
  if (not_written) co_return transport_error(system, not_written, Stage::sending);

  WireParser parser;
  parser.body_limit(k_largest_body);
  parser.header_limit(k_largest_header);
  beast::flat_buffer buffer;
  const auto [not_read, read] =
      co_await beast::http::async_read(stream, buffer, parser, k_as_tuple);
  if (not_read) {
    co_return transport_error(system, not_read,
                              changes_something ? Stage::awaiting_outcome : Stage::awaiting_answer);
  }
  co_return response_of(parser.release());
}

/// One connection per request: Latchkey asks a handful of questions a minute.
class BeastClient final : public Client {
 public:
  BeastClient(asio::any_io_executor executor, Options options)
      : executor_(std::move(executor)), options_(std::move(options)) {}

  asio::awaitable<Expected<Response>> send(std::string system, Request request) override {
    const auto deadline = std::chrono::steady_clock::now() + request.deadline;
    const auto endpoint = http_endpoint(request.url);
    if (!endpoint) co_return named(system, endpoint.error());
    if (!is_sendable(request.headers)) {
      co_return Error{.kind = ErrorKind::invalid,
                      .what = system + ": a header (or token) holds a control character"};
    }
    TcpStream tcp{executor_};
    const auto connected = co_await connect_tcp(system, tcp, *endpoint, deadline);
    if (!connected) co_return connected.error();
    auto wire = wire_request(request, *endpoint);
    if (!endpoint->encrypted) co_return co_await exchange(system, tcp, std::move(wire));

    TlsStream tls{std::move(tcp), options_.authorities.tls_context()};
    const auto trusted = co_await handshake_tls(system, tls, endpoint->host);
    if (!trusted) co_return trusted.error();
    co_return co_await exchange(system, tls, std::move(wire));
  }

 private:
  static Error named(const std::string& system, Error error) {
    error.what = system + ": " + error.what;
    return error;
  }

  asio::any_io_executor executor_;
  Options options_;
};

}  // namespace

std::unique_ptr<Client> create_client(asio::any_io_executor executor, Options options) {
  return std::make_unique<BeastClient>(std::move(executor), std::move(options));
}

}  // namespace latchkey::http
