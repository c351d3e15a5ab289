#pragma once

#include "core/base/secret.hpp"

#include <chrono>

namespace latchkey::sql {

/// How long each stage of a question to PostgreSQL may take.
struct PostgresTimeouts {
  /// libpq counts in seconds and takes none below two; per address that the name resolves to.
  std::chrono::seconds connect;
  /// The server ends a statement that runs longer.
  std::chrono::milliseconds statement;
  /// The connection is broken when what we sent stays unacknowledged for longer.
  std::chrono::milliseconds unacknowledged;
};

/// A share of the deadline for each stage, so that the sentence says which one was slow.
PostgresTimeouts timeouts_within(std::chrono::milliseconds deadline);

/// The operator's connection string ("postgresql://…" or "host=…", whatever libpq takes) with our
/// timeouts, which count even where it sets others.
/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS
Secret with_timeouts(const Secret& dsn, PostgresTimeouts timeouts);

}  // namespace latchkey::sql
