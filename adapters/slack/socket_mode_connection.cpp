#include "adapters/slack/socket_mode_connection.hpp"

#include "adapters/slack/json_text.hpp"
#include "adapters/slack/log_lines.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;
constexpr auto k_as_tuple = asio::as_tuple(asio::use_awaitable);

/// More than a support team can type within the store's slowest commit; each holds a few KB.
constexpr std::size_t k_most_in_flight = 64;

}  // namespace

SocketModeConnection::SocketModeConnection(asio::any_io_executor executor, ConnectionParts parts,
                                           Listener listener)
    : executor_(executor),
      parts_(parts),
      listener_(std::move(listener)),
      watch_timer_(executor),
      changed_(executor) {}

std::chrono::seconds SocketModeConnection::age() const {
  if (!hello_at_) return std::chrono::seconds{0};
  return std::chrono::floor<std::chrono::seconds>(SteadyClock::now() - *hello_at_);
}

asio::awaitable<Error> SocketModeConnection::run() {
  const auto self = shared_from_this();
  const auto url = co_await open_url();
  if (!url) co_return url.error();
  auto socket = co_await parts_.dialer.connect("Slack", *url, parts_.times.dial_within);
  if (!socket) co_return socket.error();
  socket_ = *socket;
  // Also where this coroutine is cancelled: the watch must not outlive it.
  const std::shared_ptr<void> at_the_end{nullptr, [this](void*) {
                                           over();
                                           socket_->drop();
                                         }};
  opened_at_ = pinged_at_ = SteadyClock::now();
  asio::co_spawn(executor_, watch(), asio::detached);
  if (closing_) co_await socket_->close();
  auto why = co_await read_frames();
  co_return given_up_.value_or(std::move(why));
}

asio::awaitable<Expected<std::string>> SocketModeConnection::open_url() {
  auto call = apps_connections_open();
  const auto answer = co_await parts_.app.call(std::move(call));
  if (!answer) co_return answer.error();
  auto url = text_at(*answer, {"url"});
  if (url.empty()) {
    co_return Error{.kind = ErrorKind::misunderstood,
                    .what = "Slack: apps.connections.open gives no url"};
  }
  co_return url;
}

asio::awaitable<Error> SocketModeConnection::read_frames() {
  for (;;) {
    const auto text = co_await socket_->read();
    if (!text && text.error().kind != ErrorKind::misunderstood) co_return text.error();
    if (!text) {
      parts_.malformed.note(text.error().what);
      continue;
    }
    take(read_frame(*text, parts_.self, parts_.clock.now()));
  }
}

void SocketModeConnection::take(const Frame& frame) {
  if (const auto* hello = std::get_if<Hello>(&frame)) {
    if (hello_at_) return;
    hello_at_ = SteadyClock::now();
    lives_for_ = hello->lives_for;
    watch_timer_.cancel();
    listener_(shared_from_this(), *hello);
  } else if (const auto* disconnect = std::get_if<Disconnect>(&frame)) {
    announce(*disconnect);
  } else if (const auto* envelope = std::get_if<Envelope>(&frame)) {
    take_envelope(*envelope);
  } else {
    parts_.malformed.note(std::get<Malformed>(frame).why);
  }
}

/// Slack may announce twice ("warning", then "refresh_requested"): one successor is enough.
void SocketModeConnection::announce(const Disconnect& disconnect) {
  if (std::exchange(announced_, true)) return;
  listener_(shared_from_this(), disconnect);
}

void SocketModeConnection::take_envelope(const Envelope& envelope) {
  if (in_flight_ >= k_most_in_flight) {
    spdlog::warn(log_lines::too_busy(in_flight_));
    return;
  }
  ++in_flight_;
  asio::co_spawn(executor_, serve(envelope),
                 [self = shared_from_this()](const std::exception_ptr& bug) {
                   --self->in_flight_;
                   self->changed_.cancel();
                   // One request that we cannot cope with must not end the service for the others.
                   if (bug) spdlog::error(log_lines::mistake_of_ours(bug));
                 });
}

asio::awaitable<void> SocketModeConnection::serve(Envelope envelope) {
  const auto self = shared_from_this();
  chat::Acknowledgement acknowledgement;
  if (const auto* ignored = std::get_if<Ignored>(&envelope.content)) {
    spdlog::debug(log_lines::ignored(ignored->why));
  } else {
    auto request = std::get<chat::Request>(envelope.content);
    auto accepted = co_await parts_.handler.accept(std::move(request));
    if (!accepted) {
      spdlog::error(log_lines::not_accepted(accepted.error()));
      co_return;
    }
    acknowledgement = std::move(*accepted);
  }
  auto frame = ack_frame(envelope, acknowledgement);
  const auto sent = co_await socket_->write_text(std::move(frame));
  if (!sent) spdlog::warn(log_lines::ack_not_sent(sent.error()));
}

SteadyClock::time_point SocketModeConnection::next_look() const {
  auto next = std::min(pinged_at_ + parts_.times.ping_every,
                       socket_->last_inbound() + parts_.times.dead_after);
  if (!hello_at_) next = std::min(next, opened_at_ + parts_.times.hello_within);
  return next;
}

asio::awaitable<void> SocketModeConnection::watch() {
  const auto self = shared_from_this();
  while (!over_) {
    watch_timer_.expires_at(next_look());
    co_await watch_timer_.async_wait(k_as_tuple);
    if (over_) co_return;
    const auto now = SteadyClock::now();
    if (!hello_at_ && now - opened_at_ >= parts_.times.hello_within) {
      give_up("Slack: no hello after the connection was opened");
    } else if (now - socket_->last_inbound() >= parts_.times.dead_after) {
      give_up("Slack: the connection went silent");
    } else if (now - pinged_at_ >= parts_.times.ping_every) {
      pinged_at_ = now;
      co_await socket_->ping();
    }
    // Before Slack does it by itself, so that no warning that gets lost can leave a gap.
    if (lives_for_ && age() >= *lives_for_ * 9 / 10) {
      announce({.reason = Disconnect::Reason::refresh, .word = "its time is nearly over"});
    }
  }
}

/// Without a goodbye: a dead connection would only keep us waiting for the answer.
void SocketModeConnection::give_up(std::string why) {
  given_up_ = Error{.kind = ErrorKind::timed_out, .what = std::move(why)};
  over();
  socket_->drop();
}

void SocketModeConnection::over() {
  over_ = true;
  watch_timer_.cancel();
  changed_.cancel();
}

asio::awaitable<void> SocketModeConnection::wait_until(std::function<bool()> done,
                                                       std::chrono::milliseconds at_most) {
  const auto deadline = SteadyClock::now() + at_most;
  while (!done() && SteadyClock::now() < deadline) {
    changed_.expires_at(deadline);
    co_await changed_.async_wait(k_as_tuple);
  }
}

asio::awaitable<void> SocketModeConnection::drain() {
  const auto self = shared_from_this();
  std::function<bool()> done = [this] { return over_ || closing_; };
  co_await wait_until(std::move(done), parts_.times.drain_at_most);
  co_await close();
}

asio::awaitable<void> SocketModeConnection::close() {
  const auto self = shared_from_this();
  if (std::exchange(closing_, true) || over_ || !socket_) co_return;
  changed_.cancel();
  std::function<bool()> done = [this] { return over_ || in_flight_ == 0; };
  co_await wait_until(std::move(done), parts_.times.finish_within);
  if (!over_) co_await socket_->close();
}

}  // namespace latchkey::slack
