#include "adapters/storage/sqlite_session.hpp"

#include "adapters/storage/migrations.hpp"
#include "adapters/storage/store_error.hpp"
#include "adapters/storage/transaction.hpp"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace latchkey::storage {
namespace {

/// SQLite would make it readable to everybody; its -wal and -shm files take the mode of this one.
Expected<void> make_private(const std::string& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Error{ErrorKind::unavailable, "store: " + file + ": cannot be opened",
                 std::generic_category().message(errno)};
  }
  close(descriptor);
  return {};
}

void configure(soci::session& sql) {
  // Another program's write (`latchkey diagnose`) takes milliseconds; five seconds is a stuck one.
  sql << "PRAGMA busy_timeout = 5000";
  // Readers and the writer do not wait for each other; FULL: a commit survives a power cut.
  std::string mode;
  sql << "PRAGMA journal_mode = WAL", soci::into(mode);
  sql << "PRAGMA synchronous = FULL";
  // What is deleted or overwritten is no more to be found in the file. It costs nothing that could
  // be measured beside the commit itself.
  sql << "PRAGMA secure_delete = ON";
  // Kibibytes. What is looked at is what came last; two megabytes, SQLite's own choice, would be
  // resident for nothing.
  sql << "PRAGMA cache_size = -256";
}

}  // namespace

Expected<std::unique_ptr<soci::session>> open_sqlite_session(const std::string& file) {
  if (file != ":memory:") {
    if (auto made = make_private(file); !made) return made.error();
  }
  try {
    auto sql = std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + file + "\"");
    configure(*sql);
    Expected<void> migrated;
    in_transaction(*sql, [&] { migrated = migrate(*sql, file); });
    if (!migrated) return migrated.error();
    return sql;
  } catch (const soci::soci_error& error) {
    return store_error(file, error);
  }
}

}  // namespace latchkey::storage
