#pragma once

#include "core/base/secret.hpp"

#include <functional>
#include <memory>

namespace latchkey::storage {

/// Where a PostgreSQL is and how we are let in there ("postgresql://…"), which may be exchanged
/// while the store is in use: each connection is opened with the newest one. Copies share it. For
/// any thread.
class PostgresAddress {
 public:
  /// Not explicit: most addresses are never exchanged.
  PostgresAddress(Secret dsn);

  [[nodiscard]] Secret newest() const;
  void exchange(Secret dsn);

  /// `tell` is called for each connection that the server does not let in, on the thread that
  /// wanted it, and keeps it waiting; it must not use the address itself. Nobody is told any more
  /// when this has returned for an empty one.
  void on_refusal(std::function<void()> tell);
  /// For whom the server did not let in.
  void refused() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace latchkey::storage
