#include "adapters/sql/postgres_connection.hpp"

#include <dlfcn.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/socket.h>

#include <utility>

namespace latchkey::sql {
namespace {

/// The connection's socket, -1 where it cannot be had. libpq came with SOCI's back end, by name;
/// linking it for this one function would load it everywhere.
int socket_of(soci::session& session) {
  void* const libpq = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD);
  if (libpq == nullptr) return -1;
  using PqSocket = int (*)(const PGconn*);
  const auto pq_socket = reinterpret_cast<PqSocket>(dlsym(libpq, "PQsocket"));
  const auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
  const int socket = pq_socket != nullptr ? pq_socket(backend->conn_) : -1;
  dlclose(libpq);
  return socket;
}

}  // namespace

PostgresConnection::PostgresConnection() = default;

PostgresConnection::~PostgresConnection() {
  close();
}

void PostgresConnection::open(const Secret& connect_string) {
  auto session = std::make_unique<soci::session>("postgresql", connect_string.reveal());
  const std::lock_guard lock{socket_mutex_};
  socket_ = socket_of(*session);
  session_ = std::move(session);
}

void PostgresConnection::close() {
  {
    const std::lock_guard lock{socket_mutex_};
    socket_ = -1;
  }
  session_.reset();
}

bool PostgresConnection::is_alive() const {
  return session_ != nullptr && session_->is_connected();
}

void PostgresConnection::cut() {
  const std::lock_guard lock{socket_mutex_};
  was_cut_ = true;
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
}

}  // namespace latchkey::sql
