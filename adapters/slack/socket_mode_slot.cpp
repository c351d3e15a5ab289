#include "adapters/slack/socket_mode_slot.hpp"

#include "adapters/slack/connection_limit.hpp"
#include "adapters/slack/log_lines.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace latchkey::slack {

using EventKind = ConnectionEvent::Kind;

SocketModeSlot::SocketModeSlot(ConnectionParts parts, ReconnectPolicy policy, SlotOwner& owner)
    : parts_(std::move(parts)),
      policy_(std::move(policy)),
      owner_(owner),
      dial_timer_(parts_.executor) {}

std::size_t SocketModeSlot::may_be_counted() const {
  return static_cast<std::size_t>(std::count_if(
      live_.begin(), live_.end(), [](const Connection& one) { return one->may_be_counted(); }));
}

void SocketModeSlot::open_after(std::chrono::milliseconds wait) {
  dial_ = Dial::waits_for_time;
  dial_timer_.expires_after(wait);
  // What has run out may be on its way here still when this is gone, or waits anew.
  dial_timer_.async_wait([weak = weak_from_this()](boost::system::error_code cancelled) {
    const auto self = weak.lock();
    if (!cancelled && self) self->on_time_to_dial();
  });
}

void SocketModeSlot::on_time_to_dial() {
  const bool is_time = dial_timer_.expiry() <= std::chrono::steady_clock::now();
  if (dial_ != Dial::waits_for_time || !is_time) return;
  dial_ = Dial::waits_for_room;
  use_room();
}

void SocketModeSlot::use_room() {
  if (dial_ != Dial::waits_for_room || successor_) return;
  if ((never_overlap_ && held() > 0) || !owner_.has_room(current_ != nullptr)) return;
  dial_ = Dial::none;
  successor_ = std::make_shared<SocketModeConnection>(
      parts_, [this](const Connection& about, const SocketModeConnection::News& news) {
        if (const auto* hello = std::get_if<Hello>(&news)) {
          on_hello(about, *hello);
        } else if (const auto* disconnect = std::get_if<Disconnect>(&news)) {
          on_disconnect(about, *disconnect);
        } else {
          on_ended(about, std::get<SocketModeConnection::Ended>(news).why);
        }
      });
  live_.push_back(successor_);
  successor_->start();
}

void SocketModeSlot::close() {
  dial_ = Dial::none;
  dial_timer_.cancel();
  current_.reset();
  successor_.reset();
  const auto all = live_;
  for (const auto& connection : all) connection->close();
}

void SocketModeSlot::on_hello(const Connection& connection, const Hello& hello) {
  if (connection != successor_) return;
  policy_.next({.kind = EventKind::hello});
  if (hello.connections > 0 && hello.connections < k_connections_of_an_app) never_overlap_ = false;
  const auto old = std::exchange(current_, std::exchange(successor_, nullptr));
  owner_.on_hello(hello);
  // Only now, with the successor listening, may the old one stop being served.
  if (!old) return;
  ++parts_.record.replaced;
  old->drain();
}

void SocketModeSlot::on_disconnect(const Connection& connection, const Disconnect& disconnect) {
  if (connection != current_ && connection != successor_) return;
  const auto action = policy_.next(announced(disconnect, connection->age()));
  switch (action.next) {
    case ConnectionAction::Next::dial:
      spdlog::info(log_lines::replaced(disconnect));
      if (!successor_) open_after(action.wait);
      break;
    case ConnectionAction::Next::close_then_dial:
      spdlog::error(log_lines::too_many_connections(action.wait));
      close_alone(connection);
      if (!successor_) open_after(action.wait);
      break;
    case ConnectionAction::Next::close_all_then_dial: owner_.on_switched_off(action.wait); break;
    case ConnectionAction::Next::serve:
    case ConnectionAction::Next::stop: break;
  }
}

/// Slack wants fewer: this one goes, and the one beside it, where there is one, stays.
void SocketModeSlot::close_alone(const Connection& connection) {
  never_overlap_ = true;
  (connection == current_ ? current_ : successor_).reset();
  connection->close();
}

void SocketModeSlot::on_ended(const Connection& connection, const Error& why) {
  live_.remove(connection);
  const bool had_served = connection == current_;
  if (had_served || connection == successor_) {
    (had_served ? current_ : successor_).reset();
    go_on_without(had_served, why, connection->age());
  }
  owner_.on_gone();
}

void SocketModeSlot::go_on_without(bool had_served, const Error& why, std::chrono::seconds age) {
  if (had_served && (successor_ || dial_ != Dial::none)) return;  // its successor is on its way
  ++(had_served ? parts_.record.broken : parts_.record.not_opened);
  const auto action = policy_.next(
      had_served ? ConnectionEvent{.kind = EventKind::ended, .age = age} : not_opened(why));
  if (action.next == ConnectionAction::Next::stop) {
    owner_.on_refused(why);
    return;
  }
  spdlog::warn(had_served ? log_lines::connection_ended(why, action.wait)
                          : log_lines::not_opened(why, action.wait));
  open_after(action.wait);
}

}  // namespace latchkey::slack
