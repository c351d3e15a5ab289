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

/// What came of a transaction.
enum class Fate { committed, aborted, unknown };

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(PostgresUse use)
      : use_(std::move(use)),
        connect_string_(sql::with_timeouts(use_.dsn, sql::timeouts_within(k_deadline))) {}

  [[nodiscard]] const std::string& name() const override { return k_postgres_name; }
  void in_transaction(const Work& work) override;
  void alone(const Work& work) override;
  [[nodiscard]] Error meaning_of(const soci::soci_error& error) const override {
    return postgres_store_error(error);
  }
  void cut() override { connection_.cut(); }

 private:
  /// True: it is done. False: the connection broke before anything was kept.
  bool try_transaction(const Work& work);
  void begin();
  [[nodiscard]] std::string begin_statement() const;
  void commit();
  [[nodiscard]] Fate fate_of(const std::string& transaction);
  void connect();
  [[nodiscard]] bool has_patience() const;
  void roll_back() noexcept;

  PostgresUse use_;
  Secret connect_string_;
  sql::PostgresConnection connection_;
  /// The server says that commits need not be on disk; ours are.
  bool lazy_commits_ = false;
  /// Since when no transaction has come to its end.
  std::optional<steady_clock::time_point> broken_since_;
};

/// The server's words for it are in its language; the connection that broke tells.
Error broken(const std::string& words) {
  return {ErrorKind::unavailable, "store: PostgreSQL: the connection to the database broke", words};
}

void PostgresDatabase::in_transaction(const Work& work) {
  while (!try_transaction(work)) std::this_thread::sleep_for(k_between_tries);
}

bool PostgresDatabase::try_transaction(const Work& work) {
  std::string transaction;
  bool committing = false;
  try {
    connect();
    begin();
    auto& sql = connection_.session();
    work(sql);
    soci::indicator known = soci::i_null;
    sql << "SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT)", soci::into(transaction, known);
    committing = known == soci::i_ok;  // else nothing was written
    sql << "COMMIT";
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
    const auto fate = committing ? fate_of(transaction) : Fate::aborted;
    if (fate == Fate::committed) return true;
    const bool again = fate == Fate::aborted && has_patience() && !connection_.take_was_cut();
    if (!again) throw Unusable(broken(error.get_error_message()));
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
      connection_.open(connect_string_);
      std::string durable;
      connection_.session() << "SELECT current_setting('synchronous_commit')", soci::into(durable);
      lazy_commits_ = durable == "off" || durable == "local";
    } catch (const soci::soci_error& error) {
      connection_.close();
      auto meaning = sql::connection_error("store: PostgreSQL", error.get_error_message());
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

void PostgresDatabase::begin() {
  auto& sql = connection_.session();
  sql << begin_statement();
  if (use_.replica.empty()) return;
  long long ours = 0;
  sql << "SELECT COUNT(*) FROM replicas WHERE id = '" + use_.replica + "'", soci::into(ours);
  if (ours > 0) return;
  throw Unusable(
      {ErrorKind::refused, "store: another process has taken over the work of this one"});
}

Fate PostgresDatabase::fate_of(const std::string& transaction) {
  try {
    connect();
    std::string status;
    soci::indicator known = soci::i_null;
    do {
      if (!status.empty()) std::this_thread::sleep_for(k_between_tries);
      connection_.session() << "SELECT pg_xact_status(CAST('" + transaction + "' AS xid8))",
          soci::into(status, known);
      // The server has not noticed yet that nobody is there any more.
    } while (known == soci::i_ok && status == "in progress" && has_patience());
    if (known != soci::i_ok || status == "in progress") return Fate::unknown;
    return status == "committed" ? Fate::committed : Fate::aborted;
  } catch (const soci::soci_error&) {
    connection_.close();
  } catch (const Unusable&) {
    // Nobody can tell.
  }
  return Fate::unknown;
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
