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

/// Where the chat has the address: answers about it, and others' that name it, as far as their
/// details are kept.
std::vector<ForgottenCustomer::Message> messages_about(soci::session& sql,
                                                       const EmailAddress& customer);

/// Those of the customer, and the details of others' that name the address. Gives how many were the
/// customer's.
long long forget_diagnoses_of(soci::session& sql, const EmailAddress& customer);

}  // namespace latchkey::storage
