#pragma once
#include "deploy/sandbox/delivery_log.hpp"
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// One Socket Mode connection, as the hub sees it.
class SocketModeLink {
 public:
  virtual ~SocketModeLink() = default;
  virtual void send_text(std::string text) = 0;
  virtual void close(std::uint16_t code, std::string reason) = 0;
};

/// Something for the app, and what is to happen when it was acknowledged or was not.
struct Delivery {
  std::string type;  ///< slash_commands, interactive or events_api
  Json payload;
  bool accepts_response_payload = false;
  std::function<void(const Json& response)> on_ack;  ///< gets null where no payload counts
  std::function<void()> on_timeout;
};

/// Slack's side of Socket Mode: tickets, at most ten connections, envelopes to one of them in turn,
/// three seconds for each acknowledgement, retries of events, refreshes. No socket of its own.
class SocketModeHub {
 public:
  SocketModeHub(Scheduler& scheduler, std::string app_id);
  void on_connections_changed(std::function<void(std::size_t)> listener);

  /// A ticket for one connection within thirty seconds.
  std::string issue_ticket();
  bool redeem_ticket(const std::string& ticket);

  void attach(std::shared_ptr<SocketModeLink> link);
  void detach(const SocketModeLink* link);
  [[nodiscard]] std::size_t connections() const { return links_.size(); }
  /// A text frame from the app: an acknowledgement or noise.
  void receive(const SocketModeLink* link, const std::string& text);

  /// Sends it once. Where no connection is open, on_timeout is called at once. Gives its number in
  /// the log.
  std::size_t deliver(Delivery delivery);
  /// Sends it, and up to three more times while it is not acknowledged.
  std::size_t deliver_event(Json payload);
  [[nodiscard]] const DeliveryLog& log() const { return log_; }

  /// Recycles the connections as Slack does every few hours: a warning, then refresh_requested,
  /// then the end after ten seconds. With a reason: that disconnect only.
  void refresh(const std::string& reason);
  void close_all(std::uint16_t code, const std::string& reason);

 private:
  struct Connection {
    std::shared_ptr<SocketModeLink> link;
    bool leaving = false;  ///< told to go: only used while there is no other
  };
  struct Pending {
    const SocketModeLink* link;
    Delivery delivery;
    std::size_t number;  ///< in the log
  };

  Connection* next_connection();
  void send(Connection& connection, Delivery delivery, std::size_t number, const Json& extra);
  void send_event(const Json& payload, std::size_t number, int attempt);
  void time_out(const std::string& envelope_id);
  void disconnect(SocketModeLink& link, const std::string& reason) const;
  void close_later(std::weak_ptr<SocketModeLink> link, std::chrono::milliseconds delay);

  Scheduler& scheduler_;
  std::string app_id_;
  std::function<void(std::size_t)> listener_;
  std::map<std::string, TimePoint> tickets_;
  std::vector<Connection> links_;
  std::size_t turn_ = 0;
  std::map<std::string, Pending> pending_;
  DeliveryLog log_;
};

}  // namespace latchkey::sandbox
