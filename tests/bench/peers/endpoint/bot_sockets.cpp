#include "tests/bench/peers/endpoint/bot_sockets.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;

/// As a client that never answers a close frame would be dropped.
constexpr std::chrono::seconds k_goodbye_within{1};
constexpr std::string_view k_disconnect =
    R"({"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"applink-bench"}})";

std::string hello(std::size_t connections) {
  return R"({"type":"hello","num_connections":)" + std::to_string(connections) +
         R"(,"connection_info":{"app_id":"A0BENCH"},"debug_info":{"host":"applink-bench",)"
         R"("build_number":18,"approximate_connection_time":18060}})";
}

/// Runs `work` later. The timer lives as long as it takes.
template <class Work>
void after(const asio::any_io_executor& executor, std::chrono::milliseconds wait, Work work) {
  auto timer = std::make_shared<asio::steady_timer>(executor, wait);
  timer->async_wait([timer, work = std::move(work)](boost::system::error_code cancelled) mutable {
    if (!cancelled) work();
  });
}

}  // namespace

BotSockets::BotSockets(asio::any_io_executor executor)
    : executor_(executor), greeted_(executor, asio::steady_timer::time_point::max()) {}

asio::awaitable<void> BotSockets::serve(asio::ip::tcp::socket tcp, std::string early) {
  const auto socket = std::make_shared<BotSocket>(
      std::move(tcp), ++last_id_, [this](std::string_view text) { listener_.on_text(text); });
  greet(socket);
  co_await socket->serve(std::move(early));
  ended(socket);
}

void BotSockets::greet(const std::shared_ptr<BotSocket>& socket) {
  places_.push_back({.socket = socket});
  socket->send(hello(places_.size()));
  last_hello_ = steady_now();
  ++hellos_;
  if (gap_began_ != 0) gaps_ += last_hello_ - std::exchange(gap_began_, 0);
  greeted_.cancel();
  listener_.on_hello();
}

void BotSockets::ended(const std::shared_ptr<BotSocket>& socket) {
  if (socket->is_closing() || ghost_lifetime_.count() == 0) {
    remove(socket->id());
  } else {
    for (auto& place : places_) {
      if (place.socket == socket) place.is_ghost = true;
    }
    after(executor_, ghost_lifetime_, [this, id = socket->id()] { remove(id); });
  }
  note_gap();
}

void BotSockets::remove(std::uint32_t socket) {
  std::erase_if(places_, [&](const Place& place) { return place.socket->id() == socket; });
  listener_.on_gone(socket);
}

void BotSockets::note_gap() {
  if (live() == 0 && gap_began_ == 0) gap_began_ = steady_now();
}

std::optional<BotSockets::Delivery> BotSockets::deliver(std::string_view envelope) {
  for (std::size_t tries = 0; tries < places_.size(); ++tries) {
    auto& place = places_[++turn_ % places_.size()];
    if (place.socket->is_closing()) continue;
    if (!place.is_ghost) place.socket->send(envelope);
    return Delivery{.socket = place.socket->id(), .into_ghost = place.is_ghost};
  }
  return std::nullopt;
}

bool BotSockets::refresh(std::chrono::milliseconds close_after) {
  const auto oldest = std::find_if(places_.begin(), places_.end(), [](const Place& place) {
    return !place.is_ghost && !place.is_refreshed && !place.socket->is_closing();
  });
  if (oldest == places_.end()) return false;
  oldest->is_refreshed = true;
  oldest->socket->send(k_disconnect);
  after(executor_, close_after, [this, socket = oldest->socket] {
    socket->say_goodbye();
    note_gap();
    after(executor_, k_goodbye_within, [socket] { socket->drop(); });
  });
  return true;
}

std::size_t BotSockets::live() const {
  return static_cast<std::size_t>(std::count_if(
      places_.begin(), places_.end(),
      [](const Place& place) { return !place.is_ghost && !place.socket->is_closing(); }));
}

Nanoseconds BotSockets::without_connection() const {
  return gaps_ + (gap_began_ == 0 ? 0 : steady_now() - gap_began_);
}

asio::awaitable<void> BotSockets::more_hellos_than(std::size_t count) {
  while (hellos_ <= count) {
    co_await greeted_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

}  // namespace latchkey::bench
