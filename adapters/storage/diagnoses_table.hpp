#pragma once

#include "core/ports/store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// The SQL about diagnoses, each within the caller's transaction. Throws soci::soci_error.
namespace latchkey::storage {

void save(soci::session& sql, const DiagnosisRecord& record);

/// `unavailable` where what is stored is none of ours.
Expected<std::optional<DiagnosisRecord>> load(soci::session& sql, const std::string& id);

/// What `Store::find_same` gives, with the same error.
Expected<std::optional<DiagnosisRecord>> load_same(soci::session& sql, const DiagnosisRecord& asked,
                                                   TimePoint since);

/// What `Store::newest_in` gives, with the same error.
Expected<std::optional<DiagnosisRecord>> load_newest_in(soci::session& sql,
                                                        const std::string& channel,
                                                        const std::string& thread);

/// What `Store::newest_of` gives, with the same error.
Expected<std::vector<DiagnosisRecord>> load_newest(soci::session& sql, const std::string& asked_by,
                                                   std::size_t most);

void forget_details(soci::session& sql, TimePoint oldest);

void forget_diagnoses(soci::session& sql, TimePoint oldest);

}  // namespace latchkey::storage
