#include "adapters/storage/sqlite_probe.hpp"

#include "adapters/storage/file_lock.hpp"
#include "adapters/storage/migrations.hpp"
#include "adapters/storage/store_error.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace latchkey::storage {
namespace {

namespace fs = std::filesystem;

Error unusable_file(const std::string& file, const std::string& why,
                    ErrorReason reason = ErrorReason::none) {
  return {.kind = ErrorKind::unavailable, .what = "store: " + file + ": " + why, .reason = reason};
}

Expected<SqliteFile> could_be_made(const std::string& file) {
  fs::path directory = fs::path{file}.parent_path();
  if (directory.empty()) directory = ".";
  std::error_code unknown;
  if (!fs::is_directory(directory, unknown)) {
    return unusable_file(file, "there is no directory " + directory.string(),
                         ErrorReason::no_directory);
  }
  if (access(directory.c_str(), W_OK | X_OK) != 0) {
    return unusable_file(file, "cannot be made in " + directory.string() + ": " +
                                   std::generic_category().message(errno));
  }
  return SqliteFile{};
}

/// Holds the lock for a moment where nobody has it. Where no lock file is, nobody serves, and none
/// is made.
bool is_served(const std::string& file) {
  std::error_code unknown;
  if (!fs::exists(file + ".lock", unknown)) return false;
  const auto lock = FileLock::take(file);
  return !lock && lock.error().kind == ErrorKind::refused;
}

void write_nothing_new(soci::session& sql, const std::string& file, Expected<void>& outcome) {
  sql << "PRAGMA busy_timeout = 2000";
  sql << "BEGIN IMMEDIATE";
  outcome = not_newer_than_us(sql, file);
  if (outcome) write_version_again(sql);
  sql << "COMMIT";
}

}  // namespace

Expected<SqliteFile> probe_sqlite_file(const std::string& file) {
  std::error_code unknown;
  if (!fs::exists(file, unknown)) return could_be_made(file);
  // SQLite would open it for reading alone, and say so at the first write in other words.
  if (access(file.c_str(), R_OK | W_OK) != 0) {
    return unusable_file(
        file, std::string{"cannot be written: "} + std::generic_category().message(errno));
  }
  try {
    soci::session sql{soci::sqlite3, "dbname=\"" + file + "\""};
    Expected<void> outcome;
    write_nothing_new(sql, file, outcome);
    if (!outcome) return outcome.error();
  } catch (const soci::soci_error& error) {
    return store_error(file, error);
  }
  return SqliteFile{.exists = true, .in_use = is_served(file)};
}

}  // namespace latchkey::storage
