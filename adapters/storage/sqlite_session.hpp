#pragma once

#include "core/base/expected.hpp"

#include <memory>
#include <string>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::storage {

/// Opens a SQLite file (made with mode 0600 where there is none) or ":memory:", with every commit
/// on disk before it returns, and with today's tables.
///
/// Fails with `unavailable` where the file cannot be opened, is damaged, or was written by a newer
/// Latchkey.
Expected<std::unique_ptr<soci::session>> open_sqlite_session(const std::string& file);

}  // namespace latchkey::storage
