#pragma once

namespace latchkey::storage {

/// How a program means to use the store.
enum class StoreUse {
  serve,  ///< `latchkey run`: one at a time on a SQLite file, several on a PostgreSQL
  record  ///< a single question from the command line, beside a `run` or without one
};

}  // namespace latchkey::storage
