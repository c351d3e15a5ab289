#include "adapters/storage/store_error.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

namespace latchkey::storage {
namespace {

const char* meaning(int result_code) {
  switch (result_code & 0xff) {  // the low byte of an extended code is the primary one
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "locked by another program";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "damaged, or no SQLite database";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return "may not be written";
    case SQLITE_CANTOPEN: return "cannot be opened";
    case SQLITE_IOERR: return "the disk does not read or write";
    default: return "cannot be used";
  }
}

}  // namespace

Error store_error(const std::string& file, const soci::soci_error& error) {
  const auto* of_sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const int result_code = of_sqlite != nullptr ? of_sqlite->result() : SQLITE_ERROR;
  // Not what(): SOCI adds the values of the query to it, which are customers' addresses.
  return {ErrorKind::unavailable, "store: " + file + ": " + meaning(result_code),
          error.get_error_message()};
}

}  // namespace latchkey::storage
