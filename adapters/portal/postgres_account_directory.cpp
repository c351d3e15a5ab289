#include "adapters/portal/postgres_account_directory.hpp"

#include "adapters/portal/postgres_address_search.hpp"
#include "adapters/portal/postgres_columns.hpp"
#include "adapters/portal/postgres_replica_lag.hpp"

#include "core/addresses/closest_addresses.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace latchkey::portal {
namespace {

/// How long the lookup of a waiting address may take at most: it has no index to go by.
constexpr std::chrono::milliseconds k_waiting_lookup_max{2'000};
/// The same address waits on one account, or on a few by mistake.
constexpr int k_waiting_rows_max = 8;

/// A table's columns, and of which type each is.
struct Table {
  TableColumns columns;
  std::map<std::string, std::string> types;
};

/// pg_attribute and not information_schema, which leaves out the columns that our role may not
/// read: they would look as if the service had no such thing.
Table table_of(sql::PostgresStatements& sql, const std::string& table) {
  Table found;
  const auto rows = sql.ask(
      "SELECT attname::text, has_column_privilege(attrelid, attnum, 'SELECT')::int::text,"
      " format_type(atttypid, NULL)"
      " FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass(:table)"
      " AND attnum > 0 AND NOT attisdropped",
      {{"table", table}}, 3);
  for (const auto& row : rows) {
    const auto name = row[0].value_or("");
    found.columns.emplace(name, row[1] == "1");
    found.types.emplace(name, row[2].value_or(""));
  }
  return found;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string selected(const PostgresColumns& columns) {
  std::vector<std::string> texts;
  for (const auto& column : columns.selected()) texts.push_back("\"" + column + "\"::text");
  return joined(texts);
}

void add_once(std::vector<Account>& rows, Account row) {
  const bool again = std::any_of(rows.begin(), rows.end(), [&](const Account& other) {
    return other.id == row.id && other.email == row.email;
  });
  if (!again) rows.push_back(std::move(row));
}

/// The rows with these addresses, as stored.
std::vector<TextRow> rows_with(sql::PostgresStatements& sql, const AddressColumn& column,
                               const PostgresColumns& columns,
                               const std::vector<std::string>& addresses) {
  const auto question =
      "SELECT hit.* FROM unnest(CAST(:asked AS text[])) WITH ORDINALITY"
      " AS asked(email, place) CROSS JOIN LATERAL (SELECT " +
      selected(columns) + " FROM " + column.table + " WHERE " + column.name +
      " = CAST(asked.email AS " + column.type + ") LIMIT 2) AS hit" + " ORDER BY asked.place";
  return sql.ask(question, {{"asked", sql_array(addresses)}}, columns.selected().size());
}

/// The rows on which the address waits. No index leads to them, so this reads the table, for a
/// bounded time and within a savepoint: nothing else may fail with it.
Expected<std::vector<TextRow>> rows_awaiting(sql::PostgresStatements& sql,
                                             const PostgresOptions& options,
                                             const PostgresColumns& columns,
                                             const EmailAddress& asked) {
  const auto limit = std::min(k_waiting_lookup_max, options.deadline / 4);
  const auto question = "SELECT " + selected(columns) + " FROM " + options.table + " WHERE \"" +
                        *columns.column("unconfirmed_email") + "\" = :asked LIMIT " +
                        std::to_string(k_waiting_rows_max);
  const auto begun = std::chrono::steady_clock::now();
  sql.run("SAVEPOINT waiting; SET LOCAL statement_timeout = " + std::to_string(limit.count()));
  try {
    return sql.ask(question, {{"asked", asked.full()}}, columns.selected().size());
  } catch (const soci::soci_error& error) {
    // By the clock: the server's words for it come in the server's language.
    const bool too_slow = std::chrono::steady_clock::now() - begun >= limit;
    if (!sql.is_connected() || !too_slow) throw;
    sql.run("ROLLBACK TO SAVEPOINT waiting");
    return Error{ErrorKind::timed_out,
                 options.service +
                     ": whether the address waits for its confirmation on another account could "
                     "not be looked up in time",
                 error.get_error_message()};
  }
}

}  // namespace

PostgresAccountDirectory::PostgresAccountDirectory(PostgresOptions options)
    : options_(std::move(options)), sessions_(options_.service, options_.dsn, options_.deadline) {
  options_.table = quoted_table(options_.table);
  require_harmless_columns(options_.columns);
}

boost::asio::awaitable<Expected<AccountsFound>> PostgresAccountDirectory::find(
    Spellings spellings, Reach /*one question finds all*/) {
  sql::PostgresSessions::Question<AccountsFound> question =
      [this, spellings](sql::PostgresSession& session) -> Expected<AccountsFound> {
    AccountsFound found;
    const auto asked = session.read([&](soci::session&) {
      found = {};
      return look_up(session.statements(), spellings.list(), found);
    });
    if (!asked) return asked.error();
    return found;
  };
  return sessions_.ask<AccountsFound>(std::move(question));
}

Expected<void> PostgresAccountDirectory::look_up(sql::PostgresStatements& sql,
                                                 const std::vector<EmailAddress>& spellings,
                                                 AccountsFound& found) const {
  const auto table = table_of(sql, options_.table);
  if (table.columns.empty()) {
    return Error{ErrorKind::not_found,
                 options_.service + ": the database has no table " + options_.table};
  }
  const PostgresColumns columns{table.columns, options_.columns};
  const auto email = columns.column("email");
  if (!email) {
    return Error{.kind = ErrorKind::refused,
                 .what = options_.service + ": the email column of " + options_.table +
                         " is missing or may not be read",
                 .reason = ErrorReason::column_missing};
  }
  const AddressColumn addresses{options_.table, "\"" + *email + "\"", table.types.at(*email)};
  auto met = search_addresses(sql, addresses, spellings);
  const auto closest = closest_addresses(spellings.front(), std::move(met), k_rows_of_a_search);
  found.shape = columns.shape();
  for (const auto& row : rows_with(sql, addresses, columns, closest)) {
    found.rows.push_back(columns.account(row));
  }
  if (columns.column("unconfirmed_email")) {
    const auto waiting = rows_awaiting(sql, options_, columns, spellings.front());
    if (!waiting) {
      found.waiting_unknown = waiting.error();
    } else {
      for (const auto& row : *waiting) add_once(found.rows, columns.account(row));
    }
  }
  found.behind = replica_lag(sql);
  return {};
}

std::unique_ptr<AccountDirectory> create_postgres_account_directory(PostgresOptions options) {
  return std::make_unique<PostgresAccountDirectory>(std::move(options));
}

}  // namespace latchkey::portal
