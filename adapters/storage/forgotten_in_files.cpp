#include "adapters/storage/forgotten_in_files.hpp"

#include "adapters/storage/dialect.hpp"

#include <soci/soci.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace latchkey::storage {
namespace {

using boost::asio::awaitable;

/// Writing a file of a gigabyte anew takes seconds.
constexpr std::chrono::minutes k_whole_file{10};
/// A reader may be done in a moment; a backup takes minutes, and a person waits for us.
constexpr int k_most_failures = 5;
constexpr std::chrono::seconds k_between_failures{1};
/// All others wait as long behind us: an answer may be a moment late for it.
constexpr std::chrono::milliseconds k_longest_wait{500};

/// Those in which something is forgotten.
constexpr std::array<const char*, 6> k_tables_with_customers = {
    "audit", "diagnoses", "escalations", "follow_ups", "jobs", "remedy_attempts"};

Expected<void> empty_log(soci::session& sql, const std::string& name) {
  int busy = 0;
  int frames = 0;
  int moved = 0;
  sql << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(frames), soci::into(moved);
  if (busy == 0) return {};
  return Error{ErrorKind::unavailable,
               "store: " + name +
                   ": another program reads it, so what was forgotten may still stand in its log "
                   "of changes"};
}

awaitable<Expected<void>> write_file_anew(GroupCommit& database) {
  GroupCommit::Work<void> work = [name = database.name()](soci::session& sql) {
    sql << "VACUUM";
    return empty_log(sql, name);
  };
  return database.run<void>(std::move(work), GroupCommit::Urgency::alone, k_whole_file);
}

/// As VACUUM FULL does it, which takes no part in a transaction, and so would neither keep to that
/// wait by way of a pooler, nor leave out what those that wait for the store's lock may still see.
awaitable<Expected<void>> write_table_anew(GroupCommit& database, std::string table) {
  GroupCommit::Work<void> work = [table](soci::session& sql) -> Expected<void> {
    take_time(sql, k_longest_wait);
    sql << "CLUSTER " + table + " USING " + table + "_pkey";
    return {};
  };
  return database.run<void>(std::move(work), GroupCommit::Urgency::at_once, k_whole_file);
}

awaitable<Expected<void>> write_tables_anew(GroupCommit& database) {
  boost::asio::steady_timer pause{co_await boost::asio::this_coro::executor};
  int failures = 0;
  for (const std::string table : k_tables_with_customers) {
    for (;;) {
      const auto written = co_await write_table_anew(database, table);
      if (written) break;
      if (++failures == k_most_failures) {
        co_return Error{ErrorKind::unavailable,
                        "store: " + database.name() + ": the table " + table +
                            " could not be written anew, as while a backup reads it, so what "
                            "was forgotten may still stand in its files",
                        written.error().vendor_text};
      }
      pause.expires_after(k_between_failures);
      co_await pause.async_wait(boost::asio::use_awaitable);
    }
  }
  co_return Expected<void>{};
}

awaitable<Expected<bool>> leads_to_postgres(GroupCommit& database) {
  GroupCommit::Work<bool> ask = [](soci::session& sql) -> Expected<bool> {
    return is_postgres(sql);
  };
  return database.run<bool>(std::move(ask));
}

}  // namespace

awaitable<Expected<void>> empty_change_log(GroupCommit& database) {
  GroupCommit::Work<void> work = [name = database.name()](soci::session& sql) -> Expected<void> {
    // PostgreSQL's log is recycled by itself, and who keeps copies of it keeps them on purpose.
    if (is_postgres(sql)) return {};
    return empty_log(sql, name);
  };
  return database.run<void>(std::move(work), GroupCommit::Urgency::alone, k_whole_file);
}

awaitable<Expected<void>> write_files_anew(GroupCommit& database) {
  const auto in_tables = co_await leads_to_postgres(database);
  if (!in_tables) co_return in_tables.error();
  if (*in_tables) co_return co_await write_tables_anew(database);
  co_return co_await write_file_anew(database);
}

}  // namespace latchkey::storage
