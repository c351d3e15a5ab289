#include "adapters/http/tunnel.hpp"

#include "adapters/http/as_tuple.hpp"
#include "core/base/wipe.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <cstddef>
#include <cstdint>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

/// A page that explains a refusal is not read; its headers are few.
constexpr std::uint32_t k_largest_head = 8 * 1024;
constexpr unsigned k_proxy_authentication_required = 407;

/// With the port always, an IPv6 address in brackets (RFC 9110, 7.1).
std::string authority(const std::string& host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// In one place from the start: a text that grows leaves copies of a password behind.
std::string connect_request(const Proxy& proxy, const std::string& target) {
  constexpr std::size_t k_all_but_names = 128;
  const std::string& authorization = proxy.authorization.reveal();
  std::string text;
  text.reserve(k_all_but_names + 2 * target.size() + authorization.size());
  text.append("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ").append(target);
  text.append("\r\nUser-Agent: Latchkey\r\n");
  if (!authorization.empty()) {
    text.append("Proxy-Authorization: ").append(authorization).append("\r\n");
  }
  text.append("\r\n");
  return text;
}

std::string failure_words(error_code error) {
  if (error == beast::error::timeout) return " gave no answer in time";
  const bool cut = error.category() != make_error_code(beast::http::error::bad_version).category();
  if (cut || error == beast::http::error::end_of_stream ||
      error == beast::http::error::partial_message) {
    return " cut the connection before it was through";
  }
  return " does not answer as a proxy does (" + error.message() + ")";
}

std::string refusal_words(const Proxy& proxy, const std::string& target, unsigned status) {
  const auto number = " (" + std::to_string(status) + ")";
  if (status != k_proxy_authentication_required) {
    return " does not connect to " + target + number + "; have it allowed there, or except it in " +
           "NO_PROXY";
  }
  if (proxy.authorization.empty()) {
    return " asks for a user name and a password" + number + "; put them into " + proxy.variable +
           " as http://USER:PASSWORD@HOST:PORT";
  }
  return " does not accept the user name and password" + number + " of " + proxy.variable;
}

}  // namespace

asio::awaitable<Expected<void>> open_tunnel(std::string system, TcpStream& stream,
                                            const Proxy& proxy, Endpoint endpoint) {
  const auto target = authority(endpoint.host, endpoint.port);
  const auto fail = [&](ErrorKind kind, const std::string& words) {
    return Error{.kind = kind, .what = system + ": " + words_for(proxy) + words};
  };
  const auto broken = [&](error_code error) {
    const bool late = error == beast::error::timeout;
    return fail(late ? ErrorKind::timed_out : ErrorKind::unreachable,
                failure_words(error) + "; it is named in " + proxy.variable);
  };

  auto request = connect_request(proxy, target);
  const auto [not_written, written] =
      co_await asio::async_write(stream, asio::buffer(request), k_as_tuple);
  wipe(request);  // there may be a password in it
  if (not_written) co_return broken(not_written);
  beast::http::response_parser<beast::http::empty_body> parser;
  parser.header_limit(k_largest_head);
  beast::flat_buffer read_ahead;
  const auto [not_read, read] =
      co_await beast::http::async_read_header(stream, read_ahead, parser, k_as_tuple);
  if (not_read) co_return broken(not_read);
  const auto status = parser.get().result_int();
  if (status < 200 || status > 299) {
    const bool asks = status == k_proxy_authentication_required;
    co_return fail(asks ? ErrorKind::refused : ErrorKind::unreachable,
                   refusal_words(proxy, target, status));
  }
  // Who is greeted in TLS does not speak first.
  if (read_ahead.size() > 0) co_return broken(beast::http::error::unexpected_body);
  co_return Expected<void>{};
}

std::string words_for(const Proxy& proxy) {
  return "the proxy " + authority(proxy.host, proxy.port);
}

}  // namespace latchkey::http
