#pragma once

#include "adapters/slack/reconnect_policy.hpp"
#include "adapters/slack/socket_mode_connection.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>

namespace latchkey::slack {

/// Whoever holds the slots: what a slot tells it, and asks.
class SlotOwner {
 public:
  virtual ~SlotOwner() = default;
  /// Slack's limit leaves room for another connection; `to_replace`: for one beside the one that it
  /// is to succeed, which can do without.
  [[nodiscard]] virtual bool has_room(bool to_replace) const = 0;
  virtual void on_hello(const Hello& hello) = 0;
  /// Concerns every slot: all are to be closed, and opened again after `wait`.
  virtual void on_switched_off(std::chrono::milliseconds wait) = 0;
  /// Slack refuses the app token.
  virtual void on_refused(const Error& why) = 0;
  /// One of this slot's connections is gone.
  virtual void on_gone() = 0;
};

/// One kept connection: the one that serves, the one that is to succeed it, those on their way out,
/// and the wait before the next dial. Does what its `ReconnectPolicy` decides; it never dials twice
/// at once.
class SocketModeSlot : public std::enable_shared_from_this<SocketModeSlot> {
 public:
  /// `owner` outlives it, and keeps it until `held()` is 0.
  SocketModeSlot(ConnectionParts parts, ReconnectPolicy policy, SlotOwner& owner);

  /// Opens a connection after `wait`, as soon as there is room for it.
  void open_after(std::chrono::milliseconds wait);
  /// Opens what waits for room, if there is any now.
  void use_room();
  /// Closes whatever it has, and opens nothing until it is told to.
  void close();

  /// Is there one that had its hello and goes on serving?
  [[nodiscard]] bool connected() const { return current_ != nullptr; }
  /// Connections that are not gone yet, those being dialled included.
  [[nodiscard]] std::size_t held() const { return live_.size(); }
  /// Those of them that Slack may count.
  [[nodiscard]] std::size_t may_be_counted() const;

 private:
  using Connection = std::shared_ptr<SocketModeConnection>;

  void on_time_to_dial();
  void on_hello(const Connection& connection, const Hello& hello);
  void on_disconnect(const Connection& connection, const Disconnect& disconnect);
  void on_ended(const Connection& connection, const Error& why);
  void go_on_without(bool had_served, const Error& why, std::chrono::seconds age);
  void close_alone(const Connection& connection);

  ConnectionParts parts_;
  ReconnectPolicy policy_;
  SlotOwner& owner_;
  boost::asio::steady_timer dial_timer_;
  std::list<Connection> live_;
  Connection current_;
  Connection successor_;
  enum class Dial { none, waits_for_time, waits_for_room } dial_ = Dial::none;
  /// Slack said "too many", and has not counted fewer since: the next one is dialled only when no
  /// other of this slot is left.
  bool never_overlap_ = false;
};

}  // namespace latchkey::slack
