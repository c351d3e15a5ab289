#include "adapters/portal/postgres_account_directory.hpp"

#include "adapters/portal/postgres_columns.hpp"
#include "adapters/portal/postgres_replica_lag.hpp"

#include <soci/soci.h>

#include <functional>
#include <memory>

namespace latchkey::portal {
namespace {

/// Sixteen spellings match a handful of rows; a table that matches more is not one of accounts.
constexpr std::size_t k_rows_at_most = 100;

/// Runs a question whose exchanges are set. As a one-time query: preparing it and forgetting it
/// again would take two more round trips.
void run(soci::statement& statement, const std::string& question) {
  statement.alloc();
  statement.prepare(question, soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute();
}

/// pg_attribute and not information_schema, which leaves out the columns that our role may not
/// read: they would look as if the service had no such thing.
TableColumns columns_of(soci::session& sql, const std::string& table) {
  TableColumns columns;
  std::string name;
  int readable = 0;
  soci::statement statement{sql};
  statement.exchange(soci::into(name));
  statement.exchange(soci::into(readable));
  statement.exchange(soci::use(table, "table"));
  run(statement,
      "SELECT attname::text, has_column_privilege(attrelid, attnum, 'SELECT')::int"
      " FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass(:table)"
      " AND attnum > 0 AND NOT attisdropped");
  while (statement.fetch()) columns.emplace(name, readable == 1);
  return columns;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// Devise folds an address before it searches, so a row that SQL wrote with capitals is one that
/// its customer cannot sign in to: found by lower(), told apart by the address as stored.
std::string question(const std::string& table, const PostgresColumns& columns,
                     std::size_t spellings) {
  std::vector<std::string> selected;
  for (const auto& column : columns.selected()) selected.push_back("\"" + column + "\"::text");
  std::vector<std::string> places;
  for (std::size_t i = 0; i < spellings; ++i) places.push_back(":s" + std::to_string(i));

  std::string text = "SELECT " + joined(selected) + " FROM " + table + " WHERE lower(\"" +
                     *columns.column("email") + "\"::text) IN (" + joined(places) + ")";
  if (const auto waiting = columns.column("unconfirmed_email")) {
    text += " OR lower(\"" + *waiting + "\"::text) = :s0";  // the asked address
  }
  return text + " ORDER BY 1 LIMIT " + std::to_string(k_rows_at_most + 1);
}

std::vector<TextRow> rows_of(soci::session& sql, const std::string& question,
                             const std::vector<std::string>& spellings, std::size_t columns) {
  std::vector<std::string> cells(columns);
  std::vector<soci::indicator> indicators(columns, soci::i_null);
  soci::statement statement{sql};
  for (std::size_t i = 0; i < columns; ++i) {
    statement.exchange(soci::into(cells[i], indicators[i]));
  }
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    statement.exchange(soci::use(spellings[i], "s" + std::to_string(i)));
  }
  run(statement, question);

  std::vector<TextRow> rows;
  while (statement.fetch()) {
    auto& row = rows.emplace_back(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      if (indicators[i] == soci::i_ok) row[i] = cells[i];
    }
  }
  return rows;
}

}  // namespace

PostgresAccountDirectory::PostgresAccountDirectory(PostgresOptions options)
    : options_(std::move(options)), sessions_(options_.service, options_.dsn, options_.deadline) {
  options_.table = quoted_table(options_.table);
  require_harmless_columns(options_.columns);
}

boost::asio::awaitable<Expected<AccountsFound>> PostgresAccountDirectory::find(
    std::vector<EmailAddress> spellings) {
  sql::PostgresSessions::Question<AccountsFound> question =
      [this, spellings](sql::PostgresSession& session) -> Expected<AccountsFound> {
    AccountsFound found;
    const auto asked = session.read([&](soci::session& sql) {
      found = {};
      return look_up(sql, spellings, found);
    });
    if (!asked) return asked.error();
    return found;
  };
  return sessions_.ask<AccountsFound>(std::move(question));
}

Expected<void> PostgresAccountDirectory::look_up(soci::session& sql,
                                                 const std::vector<EmailAddress>& spellings,
                                                 AccountsFound& found) const {
  const auto table_columns = columns_of(sql, options_.table);
  if (table_columns.empty()) {
    return Error{ErrorKind::not_found,
                 options_.service + ": the database has no table " + options_.table};
  }
  const PostgresColumns columns{table_columns, options_.columns};
  if (!columns.column("email")) {
    return Error{ErrorKind::refused, options_.service + ": the email column of " + options_.table +
                                         " is missing or may not be read"};
  }
  std::vector<std::string> texts;
  for (const auto& spelling : spellings) texts.push_back(spelling.full());
  const auto rows = rows_of(sql, question(options_.table, columns, texts.size()), texts,
                            columns.selected().size());
  if (rows.size() > k_rows_at_most) {
    return Error{ErrorKind::misunderstood, options_.service + ": more than " +
                                               std::to_string(k_rows_at_most) + " rows of " +
                                               options_.table + " have one of a few addresses"};
  }
  found.shape = columns.shape();
  for (const auto& row : rows) found.rows.push_back(columns.account(row));
  found.behind = replica_lag(sql);
  return {};
}

std::unique_ptr<AccountDirectory> create_postgres_account_directory(PostgresOptions options) {
  return std::make_unique<PostgresAccountDirectory>(std::move(options));
}

}  // namespace latchkey::portal
