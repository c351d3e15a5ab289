#pragma once

#include "adapters/sql/postgres_statements.hpp"
#include "core/addresses/address_ranges.hpp"
#include "core/base/email_address.hpp"

#include <string>
#include <vector>

namespace latchkey::portal {

/// A column of addresses: where it is, and of which type, as it is written in SQL.
struct AddressColumn {
  /// Quoted: "\"customers\"".
  std::string table;
  /// Quoted: "\"email\"".
  std::string name;
  /// "character varying", "citext".
  std::string type;
};

/// The stored addresses that a search for these spellings comes upon, in no order: the spellings
/// themselves, the first one also as people write it with capitals, and what stands in the ranges
/// of `address_ranges` and `middle_name_ranges`.
///
/// One question, which needs nothing but Devise's unique index: each spelling and each range is
/// looked up by itself (LATERAL … LIMIT), since a list of hundreds in one condition makes the
/// planner read the whole table of a few hundred thousand rows, or worse, only where its statistics
/// are of yesterday. Bounds are compared with <, not LIKE, which needs an index of its own where
/// the database's letters are not in C's order. So the plan is the same whatever is asked for, and
/// the server need not make it anew each time. Throws soci::soci_error.
std::vector<std::string> search_addresses(sql::PostgresStatements& sql, const AddressColumn& column,
                                          const std::vector<EmailAddress>& spellings);

/// What `search_addresses` asks, for tests that look at its plan: the question with its arrays
/// written out.
std::string search_question(const AddressColumn& column,
                            const std::vector<EmailAddress>& spellings);

/// As an array of PostgreSQL's, in its own notation: {"a","b"}.
std::string sql_array(const std::vector<std::string>& texts);

}  // namespace latchkey::portal
