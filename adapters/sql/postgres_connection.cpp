#include "adapters/sql/postgres_connection.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace latchkey::sql {
namespace {

/// What a function of libpq's says of the connection, -1 where it cannot be asked. libpq came with
/// SOCI's back end, by name; linking it for two functions would load it everywhere.
int told_by_libpq(const char* function, soci::session& session) {
  void* const libpq = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD);
  if (libpq == nullptr) return -1;
  using OfConnection = int (*)(const PGconn*);
  const auto ask = reinterpret_cast<OfConnection>(dlsym(libpq, function));
  const auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
  const int told = ask != nullptr ? ask(backend->conn_) : -1;
  dlclose(libpq);
  return told;
}

}  // namespace

PostgresConnection::PostgresConnection() = default;

PostgresConnection::~PostgresConnection() {
  close();
}

void PostgresConnection::open(const Secret& connect_string) {
  auto session = std::make_unique<soci::session>("postgresql", connect_string.reveal());
  const std::lock_guard lock{socket_mutex_};
  const int libpqs = told_by_libpq("PQsocket", *session);
  if (libpqs >= 0) socket_ = fcntl(libpqs, F_DUPFD_CLOEXEC, 0);
  session_ = std::move(session);
}

void PostgresConnection::hang_up() {
  const std::lock_guard lock{socket_mutex_};
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
}

void PostgresConnection::close() {
  {
    const std::lock_guard lock{socket_mutex_};
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  session_.reset();
}

bool PostgresConnection::leads_to_one_process() {
  int process = 0;
  *session_ << "SELECT pg_backend_pid()", soci::into(process);
  return process == told_by_libpq("PQbackendPID", *session_);
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
