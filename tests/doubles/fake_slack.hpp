#pragma once

#include "tests/doubles/loopback_server.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::doubles {

/// A plain fake of Slack: a Web API that answers what it was told to (and `auth.test` and
/// `apps.connections.open` properly), and a Socket Mode end that sends what it is told to. It
/// shares no code with the adapter. Runs on a thread of its own, on 127.0.0.1.
class FakeSlack {
 public:
  /// An acknowledgement, and the connection (counted from 0) that it came over.
  struct Ack {
    std::size_t connection = 0;
    nlohmann::json frame;
  };

  FakeSlack();
  ~FakeSlack();
  FakeSlack(const FakeSlack&) = delete;
  FakeSlack& operator=(const FakeSlack&) = delete;

  /// "http://127.0.0.1:PORT/api/"
  [[nodiscard]] std::string api_url() const;
  /// How the next call of this method is answered, once; several queue up. "link" is the upgrade
  /// to a WebSocket.
  void answer(const std::string& method, Reaction reaction);
  /// The calls of this method so far, in order.
  [[nodiscard]] std::vector<ReceivedRequest> calls(const std::string& method) const;

  /// Whether connections are greeted by themselves. They are, unless switched off.
  void greet(bool greets);
  /// The `approximate_connection_time` that greetings name from now on. They name none before.
  void live_for(int seconds);
  /// Blocks until so many connections were opened in all; false after ten seconds.
  [[nodiscard]] bool wait_for_connections(std::size_t count) const;
  /// Blocks until so many connections are open, no more and no fewer.
  [[nodiscard]] bool wait_for_open(std::size_t count) const;
  [[nodiscard]] bool wait_for_acks(std::size_t count) const;
  [[nodiscard]] bool wait_for_calls(const std::string& method, std::size_t count) const;
  /// Blocks until this connection is over, and says whether it ended with a closing frame.
  [[nodiscard]] bool wait_for_goodbye(std::size_t connection) const;

  /// How many other connections were open when this one was opened.
  [[nodiscard]] std::size_t others_open_at_start_of(std::size_t connection) const;
  /// When it was opened, counted from the making of this fake.
  [[nodiscard]] std::chrono::steady_clock::duration opened_at(std::size_t connection) const;
  /// From now on `fewest_serving` counts.
  void watch_serving();
  /// The fewest connections that had been greeted and were open at any moment since then.
  [[nodiscard]] std::size_t fewest_serving() const;
  /// The most that ever were open at once, greeted or not.
  [[nodiscard]] std::size_t most_open() const;

  /// Sends one text message over the connection.
  void send(std::size_t connection, std::string text);
  /// Says goodbye properly.
  void close(std::size_t connection);
  /// Drops TCP without a word.
  void cut(std::size_t connection);
  /// Goes on without reading: nothing is answered any more, not even pings.
  void fall_silent(std::size_t connection);
  /// Goes on sending and, after one more message, reads nothing any more.
  void stop_reading(std::size_t connection);

  [[nodiscard]] std::vector<Ack> acks() const;
  [[nodiscard]] std::size_t connections() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace latchkey::doubles
