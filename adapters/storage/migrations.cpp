#include "adapters/storage/migrations.hpp"

#include "adapters/storage/transaction.hpp"

#include <soci/soci.h>

#include <vector>

namespace latchkey::storage {
namespace {

/// One entry per release that changed the tables; entries are never edited, only added. Times are
/// microseconds since 1970 in UTC.
const std::vector<std::vector<const char*>>& migrations() {
  static const std::vector<std::vector<const char*>> k_all = {{
      "CREATE TABLE seen (dedupe_key TEXT PRIMARY KEY, seen_at BIGINT NOT NULL)",
      "CREATE INDEX seen_by_time ON seen (seen_at)",
      "CREATE TABLE diagnoses (id TEXT PRIMARY KEY, email TEXT NOT NULL, service TEXT NOT NULL,"
      " asked_by TEXT NOT NULL, asked_at BIGINT NOT NULL, channel TEXT NOT NULL,"
      " cause TEXT NOT NULL, offered TEXT NOT NULL)",
      "CREATE INDEX diagnoses_by_time ON diagnoses (asked_at)",
      "CREATE TABLE remedy_attempts (attempt INTEGER PRIMARY KEY AUTOINCREMENT,"
      " diagnosis_id TEXT NOT NULL, remedy TEXT NOT NULL, customer TEXT NOT NULL,"
      " begun_by TEXT NOT NULL, begun_at BIGINT NOT NULL, outcome TEXT NOT NULL,"
      " mail_may_have_left SMALLINT NOT NULL)",
      "CREATE INDEX remedy_attempts_by_customer ON remedy_attempts (customer, begun_at)",
      // What begin_remedy promises, promised once more by the database itself.
      "CREATE UNIQUE INDEX one_effect_per_remedy ON remedy_attempts (diagnosis_id, remedy)"
      " WHERE mail_may_have_left = 1",
  }};
  return k_all;
}

}  // namespace

Expected<void> migrate(soci::session& sql, const std::string& file) {
  Expected<void> outcome;
  in_transaction(sql, [&] {
    long long stored = 0;
    sql << "PRAGMA user_version", soci::into(stored);
    auto version = static_cast<std::size_t>(stored);
    if (version > migrations().size()) {
      outcome =
          Error{ErrorKind::unavailable, "store: " + file + " was written by a newer Latchkey"};
      return;
    }
    for (; version < migrations().size(); ++version) {
      for (const char* statement : migrations()[version]) sql << statement;
    }
    sql << "PRAGMA user_version = " + std::to_string(version);
  });
  return outcome;
}

}  // namespace latchkey::storage
