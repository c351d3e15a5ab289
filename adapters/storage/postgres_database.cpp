#include "adapters/storage/postgres_database.hpp"

#include "adapters/sql/postgres_connection.hpp"
#include "adapters/sql/postgres_error.hpp"
#include "adapters/sql/postgres_options.hpp"

#include <soci/soci.h>

#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace latchkey::storage {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Of the advisory locks of this database, the store's: "latchkey" in hexadecimal.
constexpr const char* k_lock = "7809651199139603833";
/// How long the server may be silent to what it was sent, and work on one statement.
constexpr milliseconds k_deadline{10'000};
constexpr milliseconds k_between_tries{100};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(PostgresUse use) : use_(std::move(use)) {}

  [[nodiscard]] const std::string& name() const override { return k_postgres_name; }
  void in_transaction(const Work& work) override;
  void alone(const Work& work) override;
  [[nodiscard]] Error meaning_of(const soci::soci_error& error) const override {
    return postgres_store_error(error);
  }
  void cut() override { connection_.cut(); }

 private:
  /// True: it is done. False: the connection broke, and it has to be tried once more.
  bool try_transaction(const Work& work);
  /// True: this very transaction is committed already, and only the answer was lost.
  bool begin();
  [[nodiscard]] std::string begin_statement() const;
  /// Enters the transaction as the process's newest one, where it writes anything, which it tells.
  bool enter();
  void connect();
  [[nodiscard]] bool has_patience() const;
  void roll_back() noexcept;

  PostgresUse use_;
  sql::PostgresConnection connection_;
  /// The server says that commits need not be on disk; ours are.
  bool lazy_commits_ = false;
  /// Of the transaction that is under way. The process's row in `replicas` has that of the newest
  /// one that was committed. The server's own numbers do not tell: what is lost in a crash or a
  /// failover leaves its number to somebody else's.
  long long number_ = 0;
  /// Since when no transaction has come to its end.
  std::optional<steady_clock::time_point> broken_since_;
};

/// The server's words for it are in its language; the connection that broke tells.
Error broken(const std::string& words) {
  return {ErrorKind::unavailable, "store: PostgreSQL: the connection to the database broke", words};
}

void PostgresDatabase::in_transaction(const Work& work) {
  ++number_;
  // It was meant for the former one, which was done before it was noticed.
  if (connection_.take_was_cut()) connection_.close();
  while (!try_transaction(work)) std::this_thread::sleep_for(k_between_tries);
}

bool PostgresDatabase::try_transaction(const Work& work) {
  bool committing = false;
  try {
    connect();
    const bool done = begin();
    if (!done) work(connection_.session());
    committing = enter();
    connection_.session() << "COMMIT";
    broken_since_.reset();
    return true;
  } catch (const soci::soci_error& error) {
    if (connection_.is_alive()) {
      roll_back();
      if (committing) throw Unusable(postgres_store_error(error));
      throw;
    }
    connection_.close();
    if (!broken_since_) broken_since_ = steady_clock::now();
    // Who has no row to find it in cannot tell whether it was committed.
    const bool in_doubt = committing && use_.replica.empty();
    if (in_doubt || !has_patience()) throw Unusable(broken(error.get_error_message()));
    return false;
  } catch (...) {
    roll_back();
    throw;
  }
}

/// Opened within the patience; `Unusable` where it cannot be.
void PostgresDatabase::connect() {
  while (!connection_.is_open()) {
    try {
      connection_.take_was_cut();
      connection_.open(sql::with_timeouts(use_.dsn.newest(), sql::timeouts_within(k_deadline)));
      std::string durable;
      connection_.session() << "SELECT current_setting('synchronous_commit')", soci::into(durable);
      lazy_commits_ = durable == "off" || durable == "local";
    } catch (const soci::soci_error& error) {
      connection_.close();
      auto meaning = sql::connection_error("store: PostgreSQL", error.get_error_message());
      if (meaning.kind == ErrorKind::refused) use_.dsn.refused();
      // Nothing that waiting helps, where we are not let in.
      const bool hopeless =
          meaning.kind == ErrorKind::refused || meaning.kind == ErrorKind::not_configured;
      if (!broken_since_) broken_since_ = steady_clock::now();
      if (hopeless || !has_patience()) {
        meaning.kind = ErrorKind::unavailable;
        throw Unusable(std::move(meaning));
      }
      std::this_thread::sleep_for(k_between_tries);
    }
  }
}

bool PostgresDatabase::has_patience() const {
  return !broken_since_ || steady_clock::now() - *broken_since_ < use_.patience;
}

/// LOCAL, for this transaction: a pooler between us and the server gives the next one another
/// connection.
std::string PostgresDatabase::begin_statement() const {
  std::string begin = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = " +
                      std::to_string(k_deadline.count() * 4 / 5) +
                      "; SET LOCAL idle_in_transaction_session_timeout = " +
                      std::to_string(use_.longest_pause.count());
  if (lazy_commits_) begin += "; SET LOCAL synchronous_commit = on";
  // What follows in the transaction sees what the former holder committed.
  return begin + "; SELECT pg_advisory_xact_lock(" + k_lock + ")";
}

bool PostgresDatabase::begin() {
  auto& sql = connection_.session();
  sql << begin_statement();
  if (use_.replica.empty()) return false;
  long long newest = 0;
  sql << "SELECT commits FROM replicas WHERE id = '" + use_.replica + "'", soci::into(newest);
  if (sql.got_data()) return newest == number_;
  throw Unusable(
      {ErrorKind::refused, "store: another process has taken over the work of this one"});
}

bool PostgresDatabase::enter() {
  auto& sql = connection_.session();
  const std::string writes = "pg_current_xact_id_if_assigned() IS NOT NULL";
  int entered = 0;
  if (use_.replica.empty()) {
    sql << "SELECT 1 WHERE " + writes, soci::into(entered);
    return sql.got_data();
  }
  // Also what is committed already: where commits wait for a standby, this one waits for both.
  const auto number = std::to_string(number_);
  sql << "UPDATE replicas SET commits = " + number + " WHERE id = '" + use_.replica + "' AND (" +
             writes + " OR commits = " + number + ") RETURNING 1",
      soci::into(entered);
  return sql.got_data();
}

void PostgresDatabase::roll_back() noexcept {
  try {
    if (connection_.is_open()) connection_.session() << "ROLLBACK";
  } catch (...) {
    connection_.close();
  }
}

void PostgresDatabase::alone(const Work& work) {
  connect();
  try {
    work(connection_.session());
  } catch (const soci::soci_error&) {
    if (!connection_.is_alive()) connection_.close();
    throw;
  }
}

const char* meaning_of(const soci::soci_error& error) {
  switch (error.get_error_category()) {
    case soci::soci_error::connection_error: return "the connection to the database broke";
    case soci::soci_error::no_privilege: return "the database role may not do that";
    case soci::soci_error::system_error: return "the database has no room or is in trouble";
    default: return "the database could not do it";
  }
}

}  // namespace

const std::string k_postgres_name = "PostgreSQL";

std::unique_ptr<Database> postgres_database(PostgresUse use) {
  return std::make_unique<PostgresDatabase>(std::move(use));
}

Error postgres_store_error(const soci::soci_error& error) {
  // Not what(): SOCI adds the values of the query to it, which are customers' addresses.
  const auto words = error.get_error_message();
  // Nor what follows the first line, which quotes the row.
  return {ErrorKind::unavailable, std::string{"store: PostgreSQL: "} + meaning_of(error),
          words.substr(0, words.find('\n'))};
}

}  // namespace latchkey::storage
