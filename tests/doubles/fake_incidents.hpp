#pragma once

#include "core/ports/incidents.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// Incidents in memory, which call nobody.
class FakeIncidents final : public Incidents {
 public:
  /// By key; the id is the key with an "I-" before it.
  std::map<std::string, IncidentNow> open;
  std::vector<IncidentOrder> orders;
  /// Whom a new one is assigned to.
  std::vector<OnCallPerson> assigned;
  /// How often one was handed back, and whether that changes nothing.
  int handed_back = 0;
  bool keeps_acknowledged = false;
  /// Every call fails with it, where set.
  std::optional<Error> trouble;
  /// Awaited before each answer, where set.
  std::function<boost::asio::awaitable<void>()> before_answer;

  boost::asio::awaitable<Expected<IncidentNow>> open_incident(IncidentOrder order) override {
    if (before_answer) co_await before_answer();
    if (trouble) co_return *trouble;
    const auto known = open.find(order.key);
    if (known != open.end()) co_return known->second;
    IncidentNow now{.id = "I-" + order.key, .link = "https://pager.example/" + order.key};
    now.assigned = assigned;
    open[order.key] = now;
    orders.push_back(std::move(order));
    if (before_answer) co_await before_answer();
    co_return now;
  }
  boost::asio::awaitable<Expected<IncidentNow>> find_incident(std::string id) override {
    if (before_answer) co_await before_answer();
    if (trouble) co_return *trouble;
    auto* known = find(id);
    if (!known) co_return Error{ErrorKind::not_found, "PagerDuty: 404 not found"};
    co_return *known;
  }
  boost::asio::awaitable<Expected<void>> set_incident(std::string id,
                                                      IncidentStatus status) override {
    if (before_answer) co_await before_answer();
    if (trouble) co_return *trouble;
    auto* known = find(id);
    if (!known) co_return Error{ErrorKind::not_found, "PagerDuty: 404 not found"};
    known->status = status;
    co_return Expected<void>{};
  }
  boost::asio::awaitable<Expected<IncidentNow>> hand_back(std::string id) override {
    if (before_answer) co_await before_answer();
    if (trouble) co_return *trouble;
    auto* known = find(id);
    if (!known) co_return Error{ErrorKind::not_found, "PagerDuty: 404 not found"};
    if (known->status == IncidentStatus::acknowledged && !keeps_acknowledged) {
      ++handed_back;
      known->status = IncidentStatus::triggered;
      known->acknowledged_by.clear();
      known->assigned = assigned;
    }
    if (before_answer) co_await before_answer();
    co_return *known;
  }
  /// The only one.
  IncidentNow& only() { return open.at(orders.at(0).key); }

 private:
  IncidentNow* find(const std::string& id) {
    for (auto& [key, incident] : open) {
      if (incident.id == id) return &incident;
    }
    return nullptr;
  }
};

}  // namespace latchkey::doubles
