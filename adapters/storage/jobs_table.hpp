#pragma once

#include "core/ports/journal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// The SQL about jobs, each within the caller's transaction. Throws soci::soci_error.
namespace latchkey::storage {

/// What identifies a job for good, when the key itself (it may hold a trigger, which is a secret
/// while it lives) is forgotten: the first 32 hex digits of its SHA-256.
std::string job_id(const std::string& dedupe_key);

/// Returns the job's number; nothing where there is one with this id. `me` owns it.
std::optional<long long> add_job(soci::session& sql, const std::string& me, const std::string& id,
                                 const std::string& request, TimePoint at);

/// Whether it stood at another step before. `not_found` where there is no such job (any more), it
/// is done already, or somebody else owns it.
Expected<bool> set_step(soci::session& sql, const std::string& me, const JobProgress& progress);

/// Oldest first. `me` owns them from here on.
std::vector<Job> jobs_at(soci::session& sql, const std::string& me, JobStep step, std::size_t most);

/// Those that are done.
void forget_jobs(soci::session& sql, TimePoint oldest);

/// Those that are not done and hold this address.
void give_up_jobs_about(soci::session& sql, const EmailAddress& customer);

}  // namespace latchkey::storage
