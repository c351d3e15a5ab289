#pragma once

#include "tests/doubles/loopback_server.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace latchkey::doubles {

/// A plain fake of PagerDuty's REST API on 127.0.0.1: one escalation policy whose levels may have
/// gaps, and incidents on one service. It shares no code with the adapter. It calls nobody by
/// itself: the test says when it goes on to the next level.
class FakePagerDuty {
 public:
  struct User {
    std::string id;
    std::string name;
    std::string email;
  };
  struct Incident {
    std::string key;
    std::string title;
    std::string status = "triggered";
    /// Index into the levels that have anybody.
    std::size_t level = 0;
    /// Empty while nobody has.
    std::string acknowledged_by = {};
  };

  FakePagerDuty();

  /// "http://127.0.0.1:PORT"
  [[nodiscard]] std::string url() const { return server_.url(); }

  /// Who is on call, by level; an override is whoever is said last. Nobody: a gap.
  void put_on_call(int level, std::vector<User> users);
  /// The next so many requests are answered with this status and neither headers nor words.
  void fail(int status, int times = 1);
  /// From now on the key may read alone.
  void make_key_read_only();
  /// Nobody is accepted any more.
  void go_down() { server_.stop_listening(); }

  /// What its own clocks and people do to the only incident.
  void next_level();
  void acknowledge(const std::string& user);
  void resolve();

  /// As they are now, in the order in which they were opened.
  [[nodiscard]] std::vector<Incident> incidents() const;

 private:
  Reaction answer_to(const ReceivedRequest& request);
  Reaction oncalls() const;
  Reaction users() const;
  Reaction open_incident(const ReceivedRequest& request);
  Reaction with_key(const std::string& key) const;
  Reaction change(Incident& incident, const std::string& body);
  [[nodiscard]] nlohmann::json shown(std::size_t number) const;
  [[nodiscard]] nlohmann::json user(const std::string& id) const;
  Incident& only();

  mutable std::mutex mutex_;
  std::map<int, std::vector<User>> duty_;
  std::vector<Incident> incidents_;
  bool read_only_ = false;
  int failing_with_ = 0;
  int failures_left_ = 0;
  /// The last, so that it goes first.
  LoopbackServer server_;
};

}  // namespace latchkey::doubles
