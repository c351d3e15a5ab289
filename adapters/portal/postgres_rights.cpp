#include "adapters/portal/postgres_rights.hpp"

#include "adapters/portal/postgres_columns.hpp"
#include "adapters/portal/postgres_replica_lag.hpp"
#include "adapters/sql/postgres_session.hpp"
#include "adapters/sql/worker_thread.hpp"

#include <soci/soci.h>

#include <utility>

namespace latchkey::portal {
namespace {

/// https://www.postgresql.org/docs/15/functions-info.html#FUNCTIONS-INFO-ACCESS-TABLE
void ask_role(soci::session& sql, DatabaseRights& rights) {
  int superuser = 0;
  int may_create = 0;
  sql << "SELECT current_user::text, rolsuper::int,"
         " (has_database_privilege(current_database(), 'CREATE') OR EXISTS ("
         "SELECT FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_'"
         " AND nspname <> 'information_schema' AND has_schema_privilege(oid, 'CREATE')))::int"
         " FROM pg_catalog.pg_roles WHERE rolname = current_user",
      soci::into(rights.role), soci::into(superuser), soci::into(may_create);
  rights.superuser = superuser == 1;
  rights.may_create = may_create == 1;
}

/// Views count, too: many of them pass on what is written to them.
void ask_writable(soci::session& sql, const std::string& table, DatabaseRights& rights) {
  std::string name;
  soci::statement statement =
      (sql.prepare << "SELECT c.oid::regclass::text FROM pg_catalog.pg_class c"
                      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                      " WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname !~ '^pg_'"
                      " AND n.nspname <> 'information_schema'"
                      " AND (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
                      " OR has_any_column_privilege(c.oid, 'INSERT, UPDATE'))"
                      " ORDER BY (c.oid IS DISTINCT FROM to_regclass(:table)), 1",
       soci::use(table, "table"), soci::into(name));
  statement.execute();
  while (statement.fetch()) rights.writable.push_back(name);
}

void ask_secrets(soci::session& sql, const std::string& table, DatabaseRights& rights) {
  std::string name;
  soci::statement statement =
      (sql.prepare << "SELECT attname::text FROM pg_catalog.pg_attribute"
                      " WHERE attrelid = to_regclass(:table) AND attnum > 0 AND NOT attisdropped"
                      " AND has_column_privilege(attrelid, attnum, 'SELECT') ORDER BY attnum",
       soci::use(table, "table"), soci::into(name));
  statement.execute();
  while (statement.fetch()) {
    if (holds_a_secret(name)) rights.readable_secrets.push_back(name);
  }
}

/// The transaction's last questions, as `replica_lag` has to be.
void ask_standby(soci::session& sql, sql::PostgresStatements& statements, DatabaseRights& rights) {
  int replica = 0;
  sql << "SELECT pg_is_in_recovery()::int", soci::into(replica);
  rights.replica = replica == 1;
  rights.lag = replica_lag(statements);
}

class PostgresProbe final : public DatabaseProbe {
 public:
  explicit PostgresProbe(PostgresOptions options)
      : deadline_(options.deadline),
        table_(quoted_table(options.table)),
        session_(options.service, options.dsn, options.deadline),
        worker_(options.service, 1) {}
  ~PostgresProbe() override { session_.cut(); }
  PostgresProbe(const PostgresProbe&) = delete;
  PostgresProbe& operator=(const PostgresProbe&) = delete;

  boost::asio::awaitable<Expected<DatabaseRights>> rights() override {
    sql::WorkerThread::Job<DatabaseRights> job = [this]() -> Expected<DatabaseRights> {
      DatabaseRights rights;
      const auto asked = session_.read([&](soci::session& sql) -> Expected<void> {
        rights = {};
        ask_role(sql, rights);
        ask_writable(sql, table_, rights);
        ask_secrets(sql, table_, rights);
        ask_standby(sql, session_.statements(), rights);
        return {};
      });
      if (!asked) return asked.error();
      return rights;
    };
    return worker_.run<DatabaseRights>(std::move(job), deadline_, [this] { session_.cut(); });
  }

 private:
  std::chrono::milliseconds deadline_;
  std::string table_;
  sql::PostgresSession session_;
  sql::WorkerThread worker_;  // last: it uses the session until it ends
};

}  // namespace

std::unique_ptr<DatabaseProbe> create_postgres_probe(PostgresOptions options) {
  return std::make_unique<PostgresProbe>(std::move(options));
}

}  // namespace latchkey::portal
