#include "adapters/http/exchange.hpp"

#include "adapters/http/as_tuple.hpp"
#include "core/base/wiping_allocator.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>
#include <iterator>
#include <utility>
#include <variant>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
/// 1Password Connect answers with secrets, and both grow: what moved leaves nothing behind.
using ReadAhead = beast::basic_flat_buffer<WipingAllocator<char>>;
using WireBody =
    beast::http::basic_string_body<char, std::char_traits<char>, WipingAllocator<char>>;
using WireParser = beast::http::response_parser<WireBody>;

/// The largest answers we ask for are pages of 300 mail events, about 1 MiB.
constexpr std::size_t k_largest_body = 8 * 1024 * 1024;
/// Four times what common servers allow; portals with many cookies come near those.
constexpr std::uint32_t k_largest_header = 32 * 1024;
/// What most answers fit into, so that they take one system call.
constexpr std::size_t k_first_read = 16 * 1024;

Response response_of(const beast::http::response<WireBody>& wire) {
  Response response;
  response.status = static_cast<int>(wire.result_int());
  response.headers.reserve(static_cast<std::size_t>(std::distance(wire.begin(), wire.end())));
  for (const auto& field : wire) {
    response.headers.emplace_back(field.name_string(), field.value());
  }
  response.body.assign(wire.body().data(), wire.body().size());
  return response;
}

/// While set, a connection that is closed takes back what the other side has not received yet (a
/// reset instead of an orderly end): otherwise the kernel goes on sending, and a server that reads
/// slowly would carry out a request that we gave up, and perhaps sent again.
void take_back_when_closed(Connection& connection, bool set) {
  boost::system::error_code ignored;
  connection.tcp().socket().set_option(asio::socket_base::linger{set, 0}, ignored);
}

template <class Stream>
asio::awaitable<Exchange> exchange_on(Stream& stream, Connection& connection,
                                      const WireRequest& request, Deadline whole,
                                      std::chrono::milliseconds first_byte) {
  ReadAhead read_ahead;
  Exchange done{.limit = whole};
  connection.tcp().expires_at(whole.at());
  take_back_when_closed(connection, true);
  // One buffer: Beast copies several into one of its own before they are encrypted.
  const auto [not_written, written] =
      co_await asio::async_write(stream, asio::buffer(request.text), k_as_tuple);
  if (not_written) {
    done.error = not_written;
    co_return done;
  }

  done.stage = Stage::awaiting_answer;
  done.limit = request.changes_something ? whole : whole.or_within(first_byte);
  connection.tcp().expires_at(done.limit.at());
  const auto [nothing_came, came] =
      co_await stream.async_read_some(read_ahead.prepare(k_first_read), k_as_tuple);
  if (nothing_came) {
    done.error = nothing_came;
    co_return done;
  }
  read_ahead.commit(came);

  done.stage = Stage::reading_answer;
  done.limit = whole;
  connection.tcp().expires_at(whole.at());
  WireParser parser;
  parser.body_limit(k_largest_body);
  parser.header_limit(k_largest_header);
  const auto [not_read, read] =
      co_await beast::http::async_read(stream, read_ahead, parser, k_as_tuple);
  if (not_read) {
    done.error = not_read;
    co_return done;
  }
  take_back_when_closed(connection, false);
  // Bytes that are left were not asked for.
  done.reusable = parser.keep_alive() && read_ahead.size() == 0;
  done.response = response_of(parser.get());
  co_return done;
}

}  // namespace

asio::awaitable<Exchange> exchange(Connection& connection, const WireRequest& request,
                                   Deadline whole, std::chrono::milliseconds first_byte) {
  return std::visit(
      [&](auto& stream) { return exchange_on(stream, connection, request, whole, first_byte); },
      connection.stream);
}

}  // namespace latchkey::http
