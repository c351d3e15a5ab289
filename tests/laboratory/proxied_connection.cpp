#include "tests/laboratory/proxied_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::laboratory {
namespace {

namespace asio = boost::asio;
using namespace boost::asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

constexpr auto k_as_tuple = asio::as_tuple(asio::use_awaitable);
constexpr auto k_never = asio::steady_timer::time_point::max();
/// So long a frame is kept back for another one to overtake it.
constexpr auto k_kept_back = 300ms;
/// A kernel takes megabytes for a reader who is slow; this one takes little.
constexpr int k_small_buffer = 4096;

}  // namespace

ProxiedConnection::ProxiedConnection(Socket client, Socket server, Random& random)
    : client_(std::move(client)),
      server_(std::move(server)),
      random_(random),
      changed_(client_.get_executor(), k_never) {}

void ProxiedConnection::start() {
  const auto self = shared_from_this();
  for (const From from : {From::client, From::server}) {
    asio::co_spawn(client_.get_executor(), carry(from), [self](const std::exception_ptr&) {
      if (++self->ended_directions_ == 2) self->close();
    });
  }
}

void ProxiedConnection::under(LineConditions conditions) {
  conditions_ = std::move(conditions);
  bytes_until_reset_.reset();
  if (conditions_.reset_within > 0) {
    bytes_until_reset_ = random_.between(std::size_t{1}, conditions_.reset_within);
  }
  // One that is over still gives back what it keeps; then frames pass as they come.
  if (conditions_.frames && cutter_) frame_fault_ = conditions_.frames(random_);
  if (conditions_.from_client_per_second > 0) {
    boost::system::error_code ignored;
    client_.set_option(asio::socket_base::receive_buffer_size{k_small_buffer}, ignored);
  }
  changed_.cancel();
}

void ProxiedConnection::reset() {
  boost::system::error_code ignored;
  for (Socket* socket : {&client_, &server_}) {
    socket->set_option(asio::socket_base::linger{true, 0}, ignored);
    socket->close(ignored);
  }
  changed_.cancel();
}

void ProxiedConnection::strand() {
  stranded_ = true;
}

void ProxiedConnection::close() {
  boost::system::error_code ignored;
  client_.close(ignored);
  server_.close(ignored);
}

asio::awaitable<void> ProxiedConnection::carry(From from) {
  const auto self = shared_from_this();
  while (co_await carry_some(from)) {
  }
  co_await until_it_passes();
  boost::system::error_code ignored;
  (from == From::client ? server_ : client_).shutdown(Socket::shutdown_send, ignored);
}

asio::awaitable<bool> ProxiedConnection::carry_some(From from) {
  Socket& socket = from == From::client ? client_ : server_;
  const std::size_t pace = from == From::client ? conditions_.from_client_per_second : 0;
  std::array<char, 16384> buffer{};
  const std::size_t at_once = pace == 0 ? buffer.size() : std::max<std::size_t>(pace / 20, 1);
  if (from == From::server && !co_await wait_for_more(socket)) {
    auto frames = frame_fault_->release();
    co_return co_await write_all(std::move(frames));
  }
  const auto [error, count] =
      co_await socket.async_read_some(asio::buffer(buffer.data(), at_once), k_as_tuple);
  if (error) co_return false;
  if (pace > 0) co_await pause(std::chrono::microseconds{1'000'000 * count / pace});
  co_await pause(conditions_.delay);
  co_await until_it_passes();
  std::string bytes(buffer.data(), count);
  if (from == From::client) co_return co_await write(from, std::move(bytes));
  bytes = as_sent_by_server(std::move(bytes));
  if (!bytes.empty() && !co_await write(from, std::move(bytes))) co_return false;
  co_return co_await write_frames();
}

/// False where frames are kept back and nothing overtakes them.
asio::awaitable<bool> ProxiedConnection::wait_for_more(Socket& from) {
  if (!frame_fault_ || !frame_fault_->keeps_some()) co_return true;
  asio::steady_timer timer{from.get_executor(), k_kept_back};
  const auto first =
      co_await (from.async_wait(Socket::wait_read, k_as_tuple) || timer.async_wait(k_as_tuple));
  co_return first.index() == 0;
}

/// What goes on as it is: everything but a WebSocket's frames, which go into the cutter.
std::string ProxiedConnection::as_sent_by_server(std::string bytes) {
  if (cutter_) {
    cutter_->add(bytes);
    return {};
  }
  if (!head_) return bytes;
  *head_ += bytes;
  const auto end = head_->find("\r\n\r\n");
  if (end == std::string::npos) return bytes;
  const bool upgraded = head_->starts_with("HTTP/1.1 101");
  const auto early = head_->size() - (end + 4);
  head_.reset();
  if (!upgraded) return bytes;
  cutter_.emplace();
  cutter_->add(std::string_view{bytes}.substr(bytes.size() - early));
  if (conditions_.frames) frame_fault_ = conditions_.frames(random_);
  bytes.resize(bytes.size() - early);
  return bytes;
}

asio::awaitable<bool> ProxiedConnection::write_frames() {
  while (cutter_) {
    auto frame = cutter_->next();
    if (!frame) break;
    std::vector<std::string> frames;
    if (frame_fault_ && conditions_.frames) {
      frames = frame_fault_->pass(std::move(*frame));
    } else {
      if (frame_fault_) frames = frame_fault_->release();
      frames.push_back(std::move(*frame));
    }
    if (!co_await write_all(std::move(frames))) co_return false;
  }
  co_return true;
}

asio::awaitable<bool> ProxiedConnection::write_all(std::vector<std::string> frames) {
  for (auto& frame : frames) {
    if (!co_await write(From::server, std::move(frame))) co_return false;
  }
  co_return true;
}

asio::awaitable<bool> ProxiedConnection::write(From from, std::string bytes) {
  const bool breaks = bytes_until_reset_ && *bytes_until_reset_ <= bytes.size();
  if (breaks) bytes.resize(*bytes_until_reset_);
  if (bytes_until_reset_) *bytes_until_reset_ -= bytes.size();
  Socket& to = from == From::client ? server_ : client_;
  const auto [error, count] = co_await asio::async_write(to, asio::buffer(bytes), k_as_tuple);
  if (breaks) reset();
  co_return !error && !breaks;
}

asio::awaitable<void> ProxiedConnection::until_it_passes() {
  while ((conditions_.held || stranded_) && client_.is_open()) {
    co_await changed_.async_wait(k_as_tuple);
  }
}

asio::awaitable<void> ProxiedConnection::pause(std::chrono::steady_clock::duration time) {
  if (time.count() <= 0) co_return;
  asio::steady_timer timer{client_.get_executor(), time};
  co_await timer.async_wait(k_as_tuple);
}

}  // namespace latchkey::laboratory
