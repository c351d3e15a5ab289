#include "adapters/storage/store_error.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

namespace latchkey::storage {
namespace {

struct Meaning {
  const char* words;
  ErrorReason reason = ErrorReason::none;
};

Meaning meaning(int result_code) {
  switch (result_code & 0xff) {  // the low byte of an extended code is the primary one
    case SQLITE_FULL: return {"the disk is full", ErrorReason::disk_full};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {"locked by another program", ErrorReason::locked};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {"damaged, or no SQLite database", ErrorReason::no_database};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return {"may not be written"};
    case SQLITE_CANTOPEN: return {"cannot be opened"};
    case SQLITE_IOERR: return {"the disk does not read or write"};
    default: return {"cannot be used"};
  }
}

}  // namespace

Error store_error(const std::string& file, const soci::soci_error& error) {
  const auto* of_sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const int result_code = of_sqlite != nullptr ? of_sqlite->result() : SQLITE_ERROR;
  // Not what(): SOCI adds the values of the query to it, which are customers' addresses.
  const Meaning meant = meaning(result_code);
  return {.kind = ErrorKind::unavailable,
          .what = "store: " + file + ": " + meant.words,
          .vendor_text = error.get_error_message(),
          .reason = meant.reason};
}

}  // namespace latchkey::storage
