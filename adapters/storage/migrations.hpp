#pragma once

#include "core/base/expected.hpp"

#include <string>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::storage {

/// Brings the tables of `file` to today's shape, all or nothing. `unavailable` where a newer
/// Latchkey wrote them. Throws soci::soci_error.
Expected<void> migrate(soci::session& sql, const std::string& file);

/// `unavailable` where a newer Latchkey wrote the file. Throws soci::soci_error.
Expected<void> not_newer_than_us(soci::session& sql, const std::string& file);

/// Writes the version that stands in the file already. Throws soci::soci_error.
void write_version_again(soci::session& sql);

}  // namespace latchkey::storage
