#include "adapters/slack/socket_mode.hpp"

#include "adapters/slack/log_lines.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <random>
#include <utility>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using EventKind = ConnectionEvent::Kind;
using Next = ConnectionAction::Next;

/// Names the setting that the operator has to look at.
Error refused_token(const char* token, Error error) {
  error.what = std::string{"Slack refuses the "} + token + ". " + error.what;
  return error;
}

/// The connections and everything they need, kept together.
class OwnedSocketMode final : public SocketMode {
 public:
  OwnedSocketMode(const asio::any_io_executor& executor, const Options& options, http::Client& http,
                  const Clock& clock, chat::RequestHandler& handler, ReconnectPolicy policy)
      : dialer_(http::create_websocket_dialer(executor, options.network)),
        owner_(executor, options, http, *dialer_, clock, handler, ConnectionTimes{},
               std::move(policy)) {}

  asio::awaitable<Expected<void>> run() override { return owner_.run(); }
  void stop() override { owner_.stop(); }

 private:
  std::unique_ptr<http::WebSocketDialer> dialer_;
  SocketModeOwner owner_;
};

}  // namespace

SocketModeOwner::SocketModeOwner(asio::any_io_executor executor, const Options& options,
                                 http::Client& http, http::WebSocketDialer& dialer,
                                 const Clock& clock, chat::RequestHandler& handler,
                                 ConnectionTimes times, ReconnectPolicy policy)
    : executor_(executor),
      bot_(options.api_url, options.bot_token, http, clock),
      app_(options.api_url, options.app_token, http, clock),
      dialer_(dialer),
      clock_(clock),
      handler_(handler),
      times_(times),
      policy_(std::move(policy)),
      malformed_(clock),
      arrived_(executor, asio::steady_timer::time_point::max()),
      dial_timer_(executor) {}

asio::awaitable<Expected<void>> SocketModeOwner::run() {
  auto known = co_await learn_identity();
  if (!known) co_return known;
  if (!stopping_) dial();
  while (!stopping_ && !fatal_) {
    const auto notice = co_await next_notice();
    handle(notice);
  }
  co_await shut_down();
  if (fatal_) co_return *fatal_;
  co_return Expected<void>{};
}

void SocketModeOwner::stop() {
  push({.about = nullptr, .news = Stop{}});
}

asio::awaitable<Expected<void>> SocketModeOwner::learn_identity() {
  while (!stopping_) {
    auto self = co_await who_am_i(bot_);
    if (self) {
      self_ = std::move(*self);
      co_return Expected<void>{};
    }
    const auto action = policy_.next({.kind = EventKind::failed, .error = self.error()});
    if (action.next == Next::stop) {
      co_return refused_token("bot token (slack.bot_token)", self.error());
    }
    spdlog::warn(log_lines::no_connection(self.error(), action.wait));
    dial_after(action.wait);
    const auto notice = co_await next_notice();
    if (std::holds_alternative<Stop>(notice.news)) stopping_ = true;
  }
  co_return Expected<void>{};
}

asio::awaitable<SocketModeOwner::Notice> SocketModeOwner::next_notice() {
  while (notices_.empty()) co_await arrived_.async_wait(asio::as_tuple(asio::use_awaitable));
  auto notice = std::move(notices_.front());
  notices_.pop_front();
  if (std::holds_alternative<TimeToDial>(notice.news)) dial_pending_ = false;
  co_return notice;
}

void SocketModeOwner::push(Notice notice) {
  notices_.push_back(std::move(notice));
  arrived_.cancel();
}

void SocketModeOwner::handle(const Notice& notice) {
  if (const auto* hello = std::get_if<Hello>(&notice.news)) {
    on_hello(notice.about, *hello);
  } else if (const auto* disconnect = std::get_if<Disconnect>(&notice.news)) {
    on_disconnect(notice.about, *disconnect);
  } else if (const auto* ended = std::get_if<Ended>(&notice.news)) {
    on_ended(notice.about, ended->why);
  } else if (std::holds_alternative<Stop>(notice.news)) {
    stopping_ = true;
  } else if (!successor_) {
    dial();
  }
}

void SocketModeOwner::on_hello(const Connection& connection, const Hello& hello) {
  if (connection != successor_) return;
  policy_.next({.kind = EventKind::hello});
  const auto old = std::exchange(current_, std::exchange(successor_, nullptr));
  spdlog::info(log_lines::connected(hello));
  if (hello.connections > 0 && static_cast<std::size_t>(hello.connections) > live_.size()) {
    spdlog::warn(log_lines::more_connections(hello, live_.size()));
  }
  // Only now, with the successor listening, may the old one stop being served.
  if (old) asio::co_spawn(executor_, old->drain(), asio::detached);
}

void SocketModeOwner::on_disconnect(const Connection& connection, const Disconnect& disconnect) {
  if (connection != current_ && connection != successor_) return;
  const auto action = policy_.next(
      {.kind = EventKind::announced, .reason = disconnect.reason, .age = connection->age()});
  switch (disconnect.reason) {
    case Disconnect::Reason::refresh: spdlog::info(log_lines::replaced(disconnect)); break;
    case Disconnect::Reason::too_many:
      spdlog::error(log_lines::too_many_connections(action.wait));
      break;
    case Disconnect::Reason::switched_off:
      spdlog::error(log_lines::switched_off(action.wait));
      break;
  }
  if (action.next == Next::close_then_dial) {
    // The other one goes, too, where there are two: Slack wants fewer, or none.
    for (auto* slot : {&current_, &successor_}) {
      if (*slot) close(std::exchange(*slot, nullptr));
    }
  }
  act(action);
}

void SocketModeOwner::on_ended(const Connection& connection, const Error& why) {
  live_.remove_if([&](const Live& live) { return live.connection == connection; });
  const bool was_current = connection == current_;
  const bool was_successor = connection == successor_;
  if (!was_current && !was_successor) return;  // it had been let go before
  (was_current ? current_ : successor_).reset();
  if (was_current && (successor_ || dial_pending_)) return;  // its successor is on its way
  const auto action = policy_.next({.kind = was_current ? EventKind::ended : EventKind::failed,
                                    .error = why,
                                    .age = connection->age()});
  if (action.next == Next::stop) {
    fatal_ = refused_token("app token (slack.app_token)", why);
    return;
  }
  spdlog::warn(was_current ? log_lines::connection_ended(why, action.wait)
                           : log_lines::no_connection(why, action.wait));
  act(action);
}

void SocketModeOwner::act(const ConnectionAction& action) {
  const bool dials = action.next == Next::dial || action.next == Next::close_then_dial;
  if (dials && !successor_) dial_after(action.wait);
}

void SocketModeOwner::close(const Connection& connection) {
  asio::co_spawn(executor_, connection->close(), asio::detached);
}

void SocketModeOwner::dial_after(std::chrono::milliseconds wait) {
  dial_pending_ = true;
  dial_timer_.expires_after(wait);
  dial_timer_.async_wait(
      [this, alive = std::weak_ptr{alive_}](boost::system::error_code cancelled) {
        if (!cancelled && !alive.expired()) push({.about = nullptr, .news = TimeToDial{}});
      });
}

void SocketModeOwner::dial() {
  const ConnectionParts parts{.app = app_,
                              .dialer = dialer_,
                              .handler = handler_,
                              .clock = clock_,
                              .self = self_,
                              .malformed = malformed_,
                              .times = times_};
  successor_ = std::make_shared<SocketModeConnection>(
      executor_, parts, [this](const Connection& about, const SocketModeConnection::News& news) {
        std::visit([&](const auto& one) { push({.about = about, .news = one}); }, news);
      });
  const Live live{.connection = successor_,
                  .cancel = std::make_shared<asio::cancellation_signal>()};
  live_.push_back(live);
  asio::co_spawn(
      executor_, successor_->run(),
      asio::bind_cancellation_slot(live.cancel->slot(), [this, live](
                                                            const std::exception_ptr& cancelled,
                                                            const Error& why) {
        const Error reason = cancelled ? Error{ErrorKind::unreachable, "Slack: cancelled"} : why;
        push({.about = live.connection, .news = Ended{reason}});
      }));
}

asio::awaitable<void> SocketModeOwner::shut_down() {
  dial_timer_.cancel();
  for (const auto& live : live_) {
    // One that is still being dialled has nobody to say goodbye to.
    if (live.connection->is_open()) {
      close(live.connection);
    } else {
      live.cancel->emit(asio::cancellation_type::terminal);
    }
  }
  while (!live_.empty()) {
    const auto notice = co_await next_notice();
    if (!std::holds_alternative<Ended>(notice.news)) continue;
    live_.remove_if([&](const Live& live) { return live.connection == notice.about; });
  }
}

std::unique_ptr<SocketMode> create_socket_mode(asio::any_io_executor executor, Options options,
                                               http::Client& http, const Clock& clock,
                                               chat::RequestHandler& handler) {
  auto jitter = [random = std::mt19937{std::random_device{}()}]() mutable {
    return std::uniform_real_distribution<double>{0.0, 1.0}(random);
  };
  return std::make_unique<OwnedSocketMode>(executor, options, http, clock, handler,
                                           ReconnectPolicy{Backoff{}, std::move(jitter)});
}

}  // namespace latchkey::slack
