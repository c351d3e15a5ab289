#include "tests/harness/postgres_server.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>

namespace latchkey::harness {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Connection connect(const std::string& dsn) {
  Connection connection{PQconnectdb(dsn.c_str()), &PQfinish};
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    throw std::runtime_error(PQerrorMessage(connection.get()));
  }
  return connection;
}

std::string quoted(PGconn* connection, const std::string& value) {
  char* text = PQescapeLiteral(connection, value.data(), value.size());
  std::string copy = text;
  PQfreemem(text);
  return copy;
}

void run(PGconn* connection, const std::string& sql, std::vector<std::vector<std::string>>* rows) {
  const Result result{PQexec(connection, sql.c_str()), &PQclear};
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    throw std::runtime_error(PQerrorMessage(connection));
  }
  if (rows == nullptr) return;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    auto& cells = rows->emplace_back();
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      cells.emplace_back(PQgetvalue(result.get(), row, column));
    }
  }
}

}  // namespace

PostgresServer::PostgresServer() : PostgresServer(std::map<std::string, std::string>{}) {}

PostgresServer::PostgresServer(std::map<std::string, std::string> environment)
    : process_({LATCHKEY_TESTS_ROOT "/postgres/start"}, std::move(environment)) {
  const std::string line = process_.wait_for_line("postgres listening on ");
  port_ = line.substr(line.rfind(':') + 1);
}

PostgresServer PostgresServer::standby_of(const PostgresServer& primary) {
  return PostgresServer{std::map<std::string, std::string>{{"STANDBY_OF", primary.port()}}};
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

std::string PostgresServer::dsn(const std::string& database, const std::string& user) const {
  return "postgresql://" + user + "@127.0.0.1:" + port_ + "/" + database;
}

std::string PostgresServer::create_database() {
  std::string name = "test_" + std::to_string(++databases_);
  execute("postgres", "CREATE DATABASE " + name);
  return name;
}

std::vector<std::vector<std::string>> PostgresServer::execute(const std::string& database,
                                                              const std::string& sql) const {
  const auto connection = connect(dsn(database));
  std::vector<std::vector<std::string>> rows;
  run(connection.get(), sql, &rows);
  return rows;
}

void PostgresServer::insert(const std::string& database, const std::string& table,
                            const Columns& row) const {
  const auto connection = connect(dsn(database));
  std::string names;
  std::string values;
  for (const auto& [name, value] : row) {
    names += (names.empty() ? "" : ", ") + name;
    values += (values.empty() ? "" : ", ") + quoted(connection.get(), value);
  }
  run(connection.get(), "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")",
      nullptr);
}

void PostgresServer::crash() const {
  const auto connection = connect(dsn("postgres"));
  const auto witness = connect(dsn("postgres"));
  kill(PQbackendPID(connection.get()), SIGKILL);
  PQclear(PQexec(witness.get(), "SELECT pg_sleep(60)"));  // until it is ended with all others
}

void PostgresServer::restart() {
  process_.send_signal(SIGHUP);
  process_.wait_for_line("postgres listening on ");
}

void PostgresServer::commit_on_standby_too() const {
  execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
  execute("postgres", "SELECT pg_reload_conf()");
  constexpr int k_tries = 1'000;
  for (int i = 0; i < k_tries; ++i) {
    const auto standby = execute("postgres", "SELECT sync_state FROM pg_stat_replication");
    if (!standby.empty() && standby[0][0] == "sync") return;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  throw std::runtime_error("no standby follows the server");
}

void PostgresServer::end_at_once() {
  const auto lines = execute("postgres",
                             "SELECT split_part(pg_read_file('postmaster.pid'),"
                             " chr(10), 1)");
  kill(std::stoi(lines[0][0]), SIGQUIT);  // "immediate"
  process_.wait(std::chrono::seconds{20});
}

void PostgresServer::promote() const {
  if (execute("postgres", "SELECT pg_promote()")[0][0] != "t") {
    throw std::runtime_error("the standby was not promoted");
  }
}

}  // namespace latchkey::harness
