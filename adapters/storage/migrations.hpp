#pragma once

#include "core/base/expected.hpp"

#include <string>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::storage {

/// The version of today's shape.
long long newest_version();

/// Brings the tables to today's shape, within the caller's transaction. `unavailable` where a newer
/// Latchkey wrote them; `name` is what that error calls the database. Throws soci::soci_error.
Expected<void> migrate(soci::session& sql, const std::string& name);

/// `unavailable` where a newer Latchkey wrote the tables. Throws soci::soci_error.
Expected<void> not_newer_than_us(soci::session& sql, const std::string& name);

/// Writes the version that is there already. Throws soci::soci_error.
void write_version_again(soci::session& sql);

}  // namespace latchkey::storage
