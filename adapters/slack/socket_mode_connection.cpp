#include "adapters/slack/socket_mode_connection.hpp"

#include "adapters/slack/log_lines.hpp"
#include "adapters/slack/web_api_answer.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace latchkey::slack {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;

SocketModeConnection::SocketModeConnection(ConnectionParts parts, Listener listener)
    : parts_(std::move(parts)),
      listener_(std::move(listener)),
      watch_timer_(parts_.executor),
      drain_timer_(parts_.executor) {}

std::chrono::seconds SocketModeConnection::age() const {
  if (!hello_at_) return std::chrono::seconds{0};
  return std::chrono::floor<std::chrono::seconds>(SteadyClock::now() - *hello_at_);
}

void SocketModeConnection::start() {
  auto ended = [self = shared_from_this()](const std::exception_ptr& cancelled, Error why) {
    if (cancelled) why = {.kind = ErrorKind::unreachable, .what = "Slack: cancelled"};
    self->end(std::move(why));
  };
  asio::co_spawn(parts_.executor, run(),
                 asio::bind_cancellation_slot(give_up_dialling_.slot(), std::move(ended)));
}

void SocketModeConnection::end(Error why) {
  over_ = true;
  watch_timer_.cancel();
  drain_timer_.cancel();
  if (intake_) intake_->over();
  if (socket_) socket_->drop();
  listener_(shared_from_this(), Ended{given_up_.value_or(std::move(why))});
}

asio::awaitable<Error> SocketModeConnection::run() {
  const auto self = shared_from_this();
  auto url = co_await open_url();
  if (!url) co_return url.error();
  dialled_ = true;
  std::string system = "Slack";
  auto socket =
      co_await parts_.dialer.connect(std::move(system), std::move(*url), parts_.times.dial_within);
  if (!socket) co_return socket.error();
  socket_ = *socket;
  intake_ =
      std::make_shared<SocketModeIntake>(parts_.executor, parts_.handler, parts_.record, socket_);
  opened_at_ = pinged_at_ = SteadyClock::now();
  asio::co_spawn(parts_.executor, watch(), asio::detached);
  co_return co_await read_frames();
}

asio::awaitable<Expected<std::string>> SocketModeConnection::open_url() {
  auto call = apps_connections_open();
  const auto answer = co_await parts_.app.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return read_socket_url(*answer);
}

asio::awaitable<Error> SocketModeConnection::read_frames() {
  for (;;) {
    if (intake_->full()) co_await intake_->wait_for_room(parts_.times.pause_at_most);
    const auto text = co_await socket_->read();
    if (!text && text.error().kind != ErrorKind::misunderstood) co_return text.error();
    const auto now = parts_.clock.now();
    auto frame = text ? read_frame(*text, parts_.self, now) : Malformed{text.error().what};
    if (auto* envelope = std::get_if<Envelope>(&frame)) {
      parts_.record.last_envelope = now;
      co_await intake_->take(std::move(*envelope));
    } else {
      hear(frame);
    }
  }
}

void SocketModeConnection::hear(const Frame& frame) {
  if (const auto* hello = std::get_if<Hello>(&frame)) {
    if (hello_at_) return;
    hello_at_ = SteadyClock::now();
    if (hello->lives_for) {
      replace_at_ = *hello_at_ + std::chrono::duration_cast<SteadyClock::duration>(
                                     *hello->lives_for * parts_.times.replaced_after);
    }
    watch_timer_.cancel();
    listener_(shared_from_this(), *hello);
  } else if (const auto* disconnect = std::get_if<Disconnect>(&frame)) {
    announce(*disconnect);
  } else if (const auto* malformed = std::get_if<Malformed>(&frame)) {
    if (const auto count = parts_.record.malformed.note()) {
      spdlog::warn(log_lines::malformed(*count, malformed->why));
    }
  }
}

/// Slack may announce twice ("warning", then "refresh_requested"): one successor is enough.
void SocketModeConnection::announce(const Disconnect& disconnect) {
  if (announced_ && *announced_ >= disconnect.reason) return;
  announced_ = disconnect.reason;
  listener_(shared_from_this(), disconnect);
}

SocketModeConnection::SteadyTime SocketModeConnection::next_look() const {
  auto next = std::min(pinged_at_ + parts_.times.ping_every,
                       socket_->last_inbound() + parts_.times.dead_after);
  if (!hello_at_) next = std::min(next, opened_at_ + parts_.times.hello_within);
  if (replace_at_) next = std::min(next, *replace_at_);
  return next;
}

asio::awaitable<void> SocketModeConnection::watch() {
  const auto self = shared_from_this();
  while (!over_) {
    watch_timer_.expires_at(next_look());
    co_await watch_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (over_) co_return;
    const auto now = SteadyClock::now();
    if (!hello_at_ && now - opened_at_ >= parts_.times.hello_within) {
      give_up("Slack: no hello after the connection was opened");
    } else if (now - socket_->last_inbound() >= parts_.times.dead_after) {
      give_up("Slack: the connection went silent");
    } else if (now - pinged_at_ >= parts_.times.ping_every) {
      pinged_at_ = now;
      asio::co_spawn(parts_.executor, ping(), asio::detached);
    }
    if (!over_ && replace_at_ && now >= *replace_at_) {
      replace_at_.reset();
      announce({.reason = Disconnect::Reason::refresh, .word = "its time is nearly over"});
    }
  }
}

/// Not awaited by the watch: a ping that cannot even be written is what death looks like, too.
asio::awaitable<void> SocketModeConnection::ping() {
  const auto self = shared_from_this();
  if (std::exchange(pinging_, true)) co_return;
  co_await socket_->ping();
  pinging_ = false;
}

/// Without a goodbye: a dead connection would only keep us waiting for the answer.
void SocketModeConnection::give_up(std::string why) {
  given_up_ = Error{.kind = ErrorKind::timed_out, .what = std::move(why)};
  over_ = true;
  intake_->over();
  socket_->drop();
}

void SocketModeConnection::drain() {
  drain_timer_.expires_after(parts_.times.drain_at_most);
  drain_timer_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
    if (!cancelled) self->close();
  });
}

void SocketModeConnection::close() {
  if (over_ || std::exchange(closing_, true)) return;
  if (socket_) {
    asio::co_spawn(parts_.executor, say_goodbye(), asio::detached);
  } else {
    give_up_dialling_.emit(asio::cancellation_type::terminal);
  }
}

asio::awaitable<void> SocketModeConnection::say_goodbye() {
  const auto self = shared_from_this();
  co_await intake_->finish(parts_.times.finish_within);
  if (!over_) co_await socket_->close();
  intake_->over();  // reading may have paused: it is to see that this is the end
}

}  // namespace latchkey::slack
