#pragma once

#include "core/base/secret.hpp"

#include <atomic>
#include <memory>
#include <mutex>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::sql {

/// A connection to PostgreSQL that another thread can break. SOCI's back end is loaded when it is
/// opened, so that who does not use PostgreSQL does not carry libpq.
class PostgresConnection {
 public:
  PostgresConnection();
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// Blocks. Throws soci::soci_error.
  void open(const Secret& connect_string);
  /// Shuts the socket, so that whatever still uses the session does not wait for the server.
  void hang_up();
  /// Takes leave of the server, and forgets the session.
  void close();
  [[nodiscard]] bool is_open() const { return session_ != nullptr; }
  /// Of one that is open.
  [[nodiscard]] soci::session& session() { return *session_; }
  /// Whether the other end is still there, as far as the last answer told.
  [[nodiscard]] bool is_alive() const;

  /// Does it lead to one process of the server as long as it is open? A pooler, which gives each
  /// transaction another one, answers for all of them with a number of its own. Asks the server;
  /// throws soci::soci_error.
  [[nodiscard]] bool leads_to_one_process();

  /// Breaks it, from any thread: no timeout of PostgreSQL's ends the wait for a server that is
  /// there and stands still.
  void cut();
  /// It was cut since it was asked last.
  bool take_was_cut() { return was_cut_.exchange(false); }

 private:
  std::unique_ptr<soci::session> session_;
  std::atomic<bool> was_cut_ = false;
  std::mutex socket_mutex_;  // the number must not be closed and reused between look and cut
  /// The connection's, by a number of our own: libpq closes its own one when it likes, which may
  /// then be anybody's.
  int socket_ = -1;
};

}  // namespace latchkey::sql
