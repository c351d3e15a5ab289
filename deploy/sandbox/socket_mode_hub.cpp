#include "deploy/sandbox/socket_mode_hub.hpp"

#include "deploy/sandbox/random_id.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

constexpr auto k_ticket_life = 30s;
constexpr std::size_t k_connections = 10;     // docs.slack.dev, "Using Socket Mode"
constexpr auto k_ack_deadline = 3000ms;       // the same page
constexpr auto k_time_until_refresh = 18060;  // seconds, as recorded
constexpr auto k_warned_before_close = 10000ms;
constexpr auto k_refresh_after_warning = 5000ms;
// docs.slack.dev, "Events API": at once, after one minute, after five.
constexpr std::array<std::chrono::milliseconds, 3> k_retry_delays{0ms, 60s, 300s};

Json debug_info() {
  return {{"host", "applink-sandbox-0"},
          {"build_number", 18},
          {"approximate_connection_time", k_time_until_refresh}};
}

}  // namespace

SocketModeHub::SocketModeHub(Scheduler& scheduler, std::string app_id)
    : scheduler_(scheduler), app_id_(std::move(app_id)) {}

void SocketModeHub::on_connections_changed(std::function<void(std::size_t)> listener) {
  listener_ = std::move(listener);
}

std::string SocketModeHub::issue_ticket() {
  const TimePoint now = scheduler_.now();
  std::erase_if(tickets_, [&](const auto& ticket) { return ticket.second < now; });
  std::string ticket = random_uuid();
  tickets_[ticket] = now + k_ticket_life;
  return ticket;
}

bool SocketModeHub::redeem_ticket(const std::string& ticket) {
  const auto found = tickets_.find(ticket);
  if (found == tickets_.end()) return false;
  const bool is_alive = found->second >= scheduler_.now();
  tickets_.erase(found);
  return is_alive;
}

void SocketModeHub::attach(std::shared_ptr<SocketModeLink> link) {
  if (links_.size() >= k_connections) {
    disconnect(*link, "too_many_websockets");
    close_later(link, 500ms);
    return;
  }
  links_.push_back({link});
  link->send_text(to_line({{"type", "hello"},
                           {"num_connections", links_.size()},
                           {"debug_info", debug_info()},
                           {"connection_info", {{"app_id", app_id_}}}}));
  if (listener_) listener_(links_.size());
}

void SocketModeHub::detach(const SocketModeLink* link) {
  const auto erased =
      std::erase_if(links_, [&](const Connection& c) { return c.link.get() == link; });
  if (erased > 0 && listener_) listener_(links_.size());
}

void SocketModeHub::receive(const SocketModeLink* link, const std::string& text) {
  const Json frame = Json::parse(text, nullptr, false);
  const auto found = pending_.find(text_at(frame, "envelope_id"));
  if (found == pending_.end()) {
    spdlog::warn("Socket Mode: a frame that acknowledges nothing that waits");
    return;
  }
  if (found->second.link != link) {
    spdlog::warn(
        "Socket Mode: an acknowledgement on another connection than its envelope's; ignored");
    return;
  }
  const Delivery delivery = std::move(found->second.delivery);
  log_.acknowledged(found->second.number, scheduler_.now());
  pending_.erase(found);
  Json response = frame.contains("payload") ? frame.at("payload") : Json(nullptr);
  if (!delivery.accepts_response_payload && !response.empty()) {
    spdlog::warn("Socket Mode: {} accepts no payload in its acknowledgement; ignored",
                 delivery.type);
  }
  if (!delivery.accepts_response_payload || response.empty()) response = nullptr;
  if (delivery.on_ack) delivery.on_ack(response);
}

SocketModeHub::Connection* SocketModeHub::next_connection() {
  if (links_.empty()) return nullptr;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    Connection& candidate = links_[(turn_ + i) % links_.size()];
    if (candidate.leaving) continue;
    turn_ = (turn_ + i + 1) % links_.size();
    return &candidate;
  }
  return &links_.back();
}

void SocketModeHub::send(Connection& connection, Delivery delivery, std::size_t number,
                         const Json& extra) {
  const std::string id = random_uuid();
  Json envelope{{"envelope_id", id},
                {"type", delivery.type},
                {"payload", delivery.payload},
                {"accepts_response_payload", delivery.accepts_response_payload}};
  envelope.update(extra);
  pending_[id] = {connection.link.get(), std::move(delivery), number};
  log_.sent(number, scheduler_.now());
  scheduler_.after(k_ack_deadline, [this, id] { time_out(id); });
  connection.link->send_text(to_line(envelope));
}

void SocketModeHub::time_out(const std::string& envelope_id) {
  const auto found = pending_.find(envelope_id);
  if (found == pending_.end()) return;
  const Delivery delivery = std::move(found->second.delivery);
  log_.missed(found->second.number);
  pending_.erase(found);
  spdlog::warn("Socket Mode: {} was not acknowledged within 3 s", delivery.type);
  if (delivery.on_timeout) delivery.on_timeout();
}

std::size_t SocketModeHub::deliver(Delivery delivery) {
  const std::size_t number = log_.add(delivery.type);
  if (Connection* connection = next_connection()) {
    send(*connection, std::move(delivery), number, Json::object());
    return number;
  }
  log_.missed(number);
  if (delivery.on_timeout) delivery.on_timeout();
  return number;
}

std::size_t SocketModeHub::deliver_event(Json payload) {
  const std::size_t number = log_.add("events_api");
  send_event(payload, number, 0);
  return number;
}

void SocketModeHub::send_event(const Json& payload, std::size_t number, int attempt) {
  const auto try_again = [this, payload, number, attempt] {
    if (static_cast<std::size_t>(attempt) >= k_retry_delays.size()) return;
    scheduler_.after(
        k_retry_delays[static_cast<std::size_t>(attempt)],
        [this, payload, number, attempt] { send_event(payload, number, attempt + 1); });
  };
  Connection* connection = next_connection();
  if (connection == nullptr) {
    log_.missed(number);
    scheduler_.after(k_ack_deadline, try_again);
    return;
  }
  send(*connection, {"events_api", payload, false, {}, try_again}, number,
       {{"retry_attempt", attempt}, {"retry_reason", attempt == 0 ? "" : "timeout"}});
}

void SocketModeHub::disconnect(SocketModeLink& link, const std::string& reason) const {
  link.send_text(to_line({{"type", "disconnect"},
                          {"reason", reason},
                          {"num_connections", links_.size()},
                          {"debug_info", debug_info()},
                          {"connection_info", {{"app_id", app_id_}}}}));
}

void SocketModeHub::close_later(std::weak_ptr<SocketModeLink> link,
                                std::chrono::milliseconds delay) {
  scheduler_.after(delay, [link] {
    if (const auto alive = link.lock()) alive->close(1000, "");
  });
}

void SocketModeHub::refresh(const std::string& reason) {
  const bool is_routine = reason.empty();
  for (Connection& connection : links_) {
    connection.leaving = true;
    disconnect(*connection.link, is_routine ? "warning" : reason);
    const bool has_time = is_routine || reason == "warning" || reason == "refresh_requested";
    close_later(connection.link, has_time ? k_warned_before_close : 1000ms);
    if (!is_routine) continue;
    scheduler_.after(k_refresh_after_warning,
                     [this, weak = std::weak_ptr<SocketModeLink>(connection.link)] {
                       if (const auto alive = weak.lock()) disconnect(*alive, "refresh_requested");
                     });
  }
}

void SocketModeHub::close_all(std::uint16_t code, const std::string& reason) {
  const std::vector<Connection> all = links_;  // each leaves the list as it closes
  for (const Connection& connection : all) connection.link->close(code, reason);
}

}  // namespace latchkey::sandbox
