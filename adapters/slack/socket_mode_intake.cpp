#include "adapters/slack/socket_mode_intake.hpp"

#include "adapters/slack/frame.hpp"
#include "adapters/slack/log_lines.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>
#include <variant>

namespace latchkey::slack {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;

SocketModeIntake::SocketModeIntake(asio::any_io_executor executor, chat::RequestHandler& handler,
                                   SocketModeRecord& record,
                                   std::shared_ptr<http::WebSocket> socket)
    : executor_(executor),
      handler_(handler),
      record_(record),
      socket_(std::move(socket)),
      room_(executor),
      finished_(executor) {}

asio::awaitable<void> SocketModeIntake::take(Envelope envelope) {
  auto& seen = record_.envelopes[envelope.type];
  ++seen.received;
  if (const auto* ignored = std::get_if<Ignored>(&envelope.content)) {
    tell_log(envelope, *ignored);
    // Where everybody's talk is watched this is nearly every envelope: no coroutine of its own, and
    // no wait until it has left.
    auto frame = ack_frame(envelope, {});
    co_await socket_->queue_text(std::move(frame));
    ++seen.acknowledged;
    co_return;
  }
  if (full()) {
    if (const auto count = record_.left_to_slack.note()) {
      spdlog::warn(log_lines::left_to_slack(*count, in_flight_));
    }
    co_return;
  }
  ++in_flight_;
  asio::co_spawn(executor_, serve(std::move(envelope)),
                 [self = shared_from_this()](const std::exception_ptr& bug) { self->served(bug); });
}

/// That Slack delivers what nobody here knows an operator must see; what we leave aside on purpose
/// is most of what comes.
void SocketModeIntake::tell_log(const Envelope& envelope, const Ignored& ignored) {
  if (is_known_type(envelope.type)) {
    if (spdlog::should_log(spdlog::level::debug)) spdlog::debug(log_lines::ignored(ignored.why));
  } else if (const auto count = record_.unknown_type.note()) {
    spdlog::warn(log_lines::unknown_type(*count, ignored.why));
  }
}

asio::awaitable<void> SocketModeIntake::serve(Envelope envelope) {
  auto request = std::move(std::get<chat::Request>(envelope.content));
  const auto accepted = co_await handler_.accept(std::move(request));
  if (!accepted) {
    spdlog::error(log_lines::not_accepted(accepted.error()));
    co_return;
  }
  auto frame = ack_frame(envelope, *accepted);
  co_await acknowledge(std::move(frame), std::move(envelope.type));
}

/// Where the connection is gone the acknowledgement goes with it: the request is ours already, and
/// should Slack deliver it again, its key tells.
asio::awaitable<void> SocketModeIntake::acknowledge(std::string frame, std::string type) {
  const auto sent = co_await socket_->write_text(std::move(frame));
  if (sent) {
    ++record_.envelopes[type].acknowledged;
    co_return;
  }
  if (const auto count = record_.ack_not_sent.note()) {
    spdlog::warn(log_lines::ack_not_sent(*count, sent.error()));
  }
}

void SocketModeIntake::served(const std::exception_ptr& bug) {
  --in_flight_;
  waited_in_vain_ = false;
  room_.cancel();
  finished_.cancel();
  // One request that we cannot cope with must not end the service for the others.
  if (bug) spdlog::error(log_lines::mistake_of_ours(bug));
}

asio::awaitable<void> SocketModeIntake::wait_for_room(std::chrono::milliseconds at_most) {
  if (waited_in_vain_) co_return;
  std::function<bool()> done = [this] { return over_ || !full(); };
  co_await wait(room_, std::move(done), at_most);
  waited_in_vain_ = full();
}

asio::awaitable<void> SocketModeIntake::finish(std::chrono::milliseconds at_most) {
  std::function<bool()> done = [this] { return over_ || in_flight_ == 0; };
  co_await wait(finished_, std::move(done), at_most);
}

asio::awaitable<void> SocketModeIntake::wait(asio::steady_timer& timer, std::function<bool()> done,
                                             std::chrono::milliseconds at_most) {
  const auto self = shared_from_this();
  const auto deadline = SteadyClock::now() + at_most;
  while (!done() && SteadyClock::now() < deadline) {
    timer.expires_at(deadline);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

void SocketModeIntake::over() {
  over_ = true;
  room_.cancel();
  finished_.cancel();
}

}  // namespace latchkey::slack
