#pragma once

#include "core/ports/store.hpp"

#include <optional>
#include <string>

namespace soci {
class session;
}  // namespace soci

// The SQL about diagnoses, each within the caller's transaction. Throws soci::soci_error.
namespace latchkey::storage {

void save(soci::session& sql, const DiagnosisRecord& record);

/// `unavailable` where what is stored is none of ours.
Expected<std::optional<DiagnosisRecord>> load(soci::session& sql, const std::string& id);

void forget_diagnoses(soci::session& sql, TimePoint oldest);

}  // namespace latchkey::storage
