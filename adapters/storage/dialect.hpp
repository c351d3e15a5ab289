#pragma once

#include <chrono>
#include <string>

namespace soci {
class session;
}  // namespace soci

// The few statements that SQLite and PostgreSQL do not both understand; all others stand where they
// are needed and are the same for both.
namespace latchkey::storage {

/// Whether the session leads to a PostgreSQL.
bool is_postgres(soci::session& sql);

/// The statement of a migration with its placeholders filled in:
///   {key}       a primary key that is given by us
///   {counter}   a primary key that the database counts up
///   {never}     the same, of which no number is ever given twice
std::string in_dialect(soci::session& sql, std::string statement);

/// An expression: microseconds since 1970, by the clock of the database.
std::string time_of_day(soci::session& sql);

/// The condition that `column` holds the address :email, in whatever case. Not LIKE, to which an
/// underscore is any character.
std::string holds_address(const std::string& column);

/// For the rest of the transaction: a statement may take its time, but waits for a table that
/// somebody uses no longer than that. Whoever comes meanwhile waits behind it, readers included.
void take_time(soci::session& sql, std::chrono::milliseconds longest_wait);

/// The version of the tables that are there, 0 where there are none.
long long stored_version(soci::session& sql);
void store_version(soci::session& sql, long long version);

}  // namespace latchkey::storage
