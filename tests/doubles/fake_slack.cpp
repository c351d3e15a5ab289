#include "tests/doubles/fake_slack.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

namespace latchkey::doubles {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using WireRequest = beast::http::request<beast::http::string_body>;
constexpr auto k_as_tuple = asio::as_tuple(asio::use_awaitable);

/// One Socket Mode connection of the bot.
struct Socket {
  explicit Socket(tcp::socket tcp) : stream(std::move(tcp)) {}
  beast::websocket::stream<tcp::socket, false> stream;
  std::deque<std::string> outbox;
  std::chrono::steady_clock::duration opened_at{};
  bool sending = false;
  bool silent = false;
  bool reads = true;
  bool greeted = false;
  bool over = false;
  bool said_goodbye = false;
  std::size_t others_open_at_start = 0;
};

ReceivedRequest received(const WireRequest& wire) {
  ReceivedRequest request;
  request.method = std::string{wire.method_string()};
  request.target = std::string{wire.target()};
  std::ostringstream head;
  head << wire.base();
  request.head = head.str();
  request.body = wire.body();
  return request;
}

}  // namespace

struct FakeSlack::Impl {
  Impl() : acceptor(io, tcp::endpoint{asio::ip::address_v4::loopback(), 0}) {
    // Small buffers, so that they are soon full where somebody stops reading.
    acceptor.set_option(asio::socket_base::receive_buffer_size{4096});
    asio::co_spawn(io, accept(), asio::detached);
    thread = std::thread{[this] { io.run(); }};
  }
  ~Impl() {
    io.stop();
    thread.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  [[nodiscard]] std::string authority() const {
    return "127.0.0.1:" + std::to_string(acceptor.local_endpoint().port());
  }

  asio::awaitable<void> accept() {
    for (;;) {
      auto [failed, tcp] = co_await acceptor.async_accept(k_as_tuple);
      if (failed) co_return;
      asio::co_spawn(io, serve(std::move(tcp)), asio::detached);
    }
  }

  asio::awaitable<void> serve(tcp::socket tcp) {
    beast::flat_buffer buffer;
    WireRequest wire;
    const auto [failed, count] = co_await beast::http::async_read(tcp, buffer, wire, k_as_tuple);
    if (failed) co_return;
    const bool upgrades = beast::websocket::is_upgrade(wire);
    if (upgrades && !is_scripted("link")) {
      co_await serve_socket(std::make_shared<Socket>(std::move(tcp)), std::move(wire));
    } else {
      const auto target = std::string{wire.target()};
      auto method = upgrades ? "link" : target.substr(target.rfind('/') + 1);
      co_await serve_call(std::move(tcp), std::move(wire), std::move(method));
    }
  }

  asio::awaitable<void> serve_call(tcp::socket tcp, WireRequest wire, std::string method) {
    const Reaction reaction = next_reaction(method);
    note([&] { calls[method].push_back(received(wire)); });
    if (reaction.silent) {
      asio::steady_timer never{io, asio::steady_timer::time_point::max()};
      co_await never.async_wait(k_as_tuple);
    }
    const auto size = std::min(reaction.cut_after, reaction.bytes.size());
    co_await asio::async_write(tcp, asio::buffer(reaction.bytes, size), k_as_tuple);
    boost::system::error_code ignored;
    tcp.shutdown(tcp::socket::shutdown_both, ignored);
  }

  bool is_scripted(const std::string& method) {
    const std::lock_guard lock{mutex};
    return !scripted[method].empty();
  }

  Reaction next_reaction(const std::string& method) {
    const std::lock_guard lock{mutex};
    auto& queue = scripted[method];
    if (!queue.empty()) {
      auto reaction = queue.front();
      queue.pop_front();
      return reaction;
    }
    if (method == "auth.test") {
      return json(200, R"({"ok":true,"user_id":"U0BOT","bot_id":"B0BOT","team_id":"T0OURS"})");
    }
    if (method == "apps.connections.open") {
      const auto url = "ws:\\/\\/" + authority() + "\\/link\\/?ticket=secret-" +
                       std::to_string(++tickets) + "&app_id=A0";
      return json(200, R"({"ok":true,"url":")" + url + "\"}");
    }
    return json(200, R"({"ok":false,"error":"unknown_method"})");
  }

  asio::awaitable<void> serve_socket(std::shared_ptr<Socket> socket, WireRequest wire) {
    const auto [declined] = co_await socket->stream.async_accept(wire, k_as_tuple);
    if (declined) co_return;
    std::size_t number = 0;
    std::string greeting;
    note([&] {
      number = sockets.size();
      socket->others_open_at_start = open_now();
      socket->opened_at = std::chrono::steady_clock::now() - started_at;
      socket->greeted = greets;
      sockets.push_back(socket);
      greeting = hello();
      count_serving();
    });
    if (socket->greeted) enqueue(socket, greeting);
    while (!socket->silent) {
      beast::flat_buffer buffer;
      const auto [over, count] = co_await socket->stream.async_read(buffer, k_as_tuple);
      if (over) {
        const bool goodbye = over == beast::websocket::error::closed;
        note([&] {
          socket->over = !socket->silent;
          socket->said_goodbye = goodbye;
          count_serving();
        });
        co_return;
      }
      const auto text = beast::buffers_to_string(buffer.data());
      note([&] {
        acks.push_back(
            {.connection = number, .frame = nlohmann::json::parse(text, nullptr, false)});
      });
      if (!socket->reads) co_return;
    }
  }

  /// With the mutex held, like the next two.
  [[nodiscard]] std::size_t open_now() const {
    return static_cast<std::size_t>(
        std::count_if(sockets.begin(), sockets.end(), [](const auto& one) { return !one->over; }));
  }

  [[nodiscard]] std::string hello() const {
    nlohmann::json frame{{"type", "hello"}, {"num_connections", open_now()}};
    if (life > 0) frame["debug_info"] = {{"approximate_connection_time", life}};
    return frame.dump();
  }

  void count_serving() {
    const auto serving =
        static_cast<std::size_t>(std::count_if(sockets.begin(), sockets.end(), [](const auto& one) {
          return one->greeted && !one->over;
        }));
    fewest_serving = std::min(fewest_serving, serving);
    most_open = std::max(most_open, open_now());
  }

  void enqueue(const std::shared_ptr<Socket>& socket, std::string text) {
    socket->outbox.push_back(std::move(text));
    if (!socket->sending) asio::co_spawn(io, write_outbox(socket), asio::detached);
  }

  asio::awaitable<void> write_outbox(std::shared_ptr<Socket> socket) {
    socket->sending = true;
    while (!socket->outbox.empty()) {
      const auto text = std::move(socket->outbox.front());
      socket->outbox.pop_front();
      const auto [failed, count] =
          co_await socket->stream.async_write(asio::buffer(text), k_as_tuple);
      if (failed) break;
    }
    socket->sending = false;
  }

  template <class Change>
  void note(Change change) {
    {
      const std::lock_guard lock{mutex};
      change();
    }
    changed.notify_all();
  }

  bool wait_until(const std::function<bool()>& done) {
    std::unique_lock lock{mutex};
    return changed.wait_for(lock, std::chrono::seconds{10}, done);
  }

  std::shared_ptr<Socket> socket(std::size_t number) {
    const std::lock_guard lock{mutex};
    return sockets.at(number);
  }

  asio::io_context io{1};
  tcp::acceptor acceptor;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::string, std::deque<Reaction>> scripted;
  std::map<std::string, std::vector<ReceivedRequest>> calls;
  std::vector<std::shared_ptr<Socket>> sockets;
  std::vector<Ack> acks;
  int tickets = 0;
  int life = 0;
  bool greets = true;
  std::size_t fewest_serving = 0;
  std::size_t most_open = 0;
  const std::chrono::steady_clock::time_point started_at = std::chrono::steady_clock::now();
  std::thread thread;
};

FakeSlack::FakeSlack() : impl_(std::make_unique<Impl>()) {}
FakeSlack::~FakeSlack() = default;

std::string FakeSlack::api_url() const {
  return "http://" + impl_->authority() + "/api/";
}

void FakeSlack::answer(const std::string& method, Reaction reaction) {
  impl_->note([&] { impl_->scripted[method].push_back(std::move(reaction)); });
}

std::vector<ReceivedRequest> FakeSlack::calls(const std::string& method) const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->calls[method];
}

void FakeSlack::greet(bool greets) {
  impl_->note([&] { impl_->greets = greets; });
}

void FakeSlack::live_for(int seconds) {
  impl_->note([&] { impl_->life = seconds; });
}

bool FakeSlack::wait_for_connections(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->sockets.size() >= count; });
}

bool FakeSlack::wait_for_open(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->open_now() == count; });
}

bool FakeSlack::wait_for_acks(std::size_t count) const {
  return impl_->wait_until([&] { return impl_->acks.size() >= count; });
}

bool FakeSlack::wait_for_calls(const std::string& method, std::size_t count) const {
  return impl_->wait_until([&] { return impl_->calls[method].size() >= count; });
}

bool FakeSlack::wait_for_goodbye(std::size_t connection) const {
  const auto socket = impl_->socket(connection);
  return impl_->wait_until([&] { return socket->over; }) && socket->said_goodbye;
}

std::size_t FakeSlack::others_open_at_start_of(std::size_t connection) const {
  return impl_->socket(connection)->others_open_at_start;
}

std::chrono::steady_clock::duration FakeSlack::opened_at(std::size_t connection) const {
  return impl_->socket(connection)->opened_at;
}

void FakeSlack::watch_serving() {
  impl_->note([&] {
    impl_->fewest_serving = std::numeric_limits<std::size_t>::max();
    impl_->count_serving();
  });
}

std::size_t FakeSlack::fewest_serving() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->fewest_serving;
}

std::size_t FakeSlack::most_open() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->most_open;
}

void FakeSlack::send(std::size_t connection, std::string text) {
  asio::post(impl_->io, [impl = impl_.get(), socket = impl_->socket(connection),
                         message = std::move(text)] { impl->enqueue(socket, message); });
}

void FakeSlack::close(std::size_t connection) {
  asio::post(impl_->io, [socket = impl_->socket(connection)] {
    socket->stream.async_close(beast::websocket::close_code::normal,
                               [socket](boost::system::error_code) {});
  });
}

void FakeSlack::cut(std::size_t connection) {
  asio::post(impl_->io, [socket = impl_->socket(connection)] {
    boost::system::error_code ignored;
    socket->stream.next_layer().close(ignored);
  });
}

void FakeSlack::fall_silent(std::size_t connection) {
  asio::post(impl_->io, [socket = impl_->socket(connection)] {
    socket->silent = true;
    socket->stream.next_layer().cancel();
  });
}

void FakeSlack::stop_reading(std::size_t connection) {
  asio::post(impl_->io, [socket = impl_->socket(connection)] { socket->reads = false; });
}

std::vector<FakeSlack::Ack> FakeSlack::acks() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->acks;
}

std::size_t FakeSlack::connections() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->sockets.size();
}

}  // namespace latchkey::doubles
