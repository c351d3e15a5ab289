#include "adapters/storage/jobs_table.hpp"

#include "adapters/storage/dialect.hpp"
#include "adapters/storage/replicas_table.hpp"
#include "adapters/storage/stored_time.hpp"

#include <openssl/sha.h>
#include <soci/soci.h>

#include <array>
#include <chrono>

namespace latchkey::storage {
namespace {

const char* word_of(JobStep step) {
  switch (step) {
    case JobStep::received: return "received";
    case JobStep::opened: return "opened";
    case JobStep::answered: return "answered";
    case JobStep::done: return "done";
  }
  return "done";
}

}  // namespace

std::string job_id(const std::string& dedupe_key) {
  constexpr const char* k_digits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(dedupe_key.data()), dedupe_key.size(),
         digest.data());
  std::string id;
  for (std::size_t i = 0; i < 16; ++i) {
    id += k_digits[digest[i] >> 4U];
    id += k_digits[digest[i] & 0xFU];
  }
  return id;
}

std::optional<long long> add_job(soci::session& sql, const std::string& me, const std::string& id,
                                 const std::string& request, TimePoint at) {
  const long long received_at = to_stored(at);
  long long number = 0;
  sql << "INSERT INTO jobs (id, received_at, step, request, state, owner, taken_by)"
         " VALUES (:id, :at, 'received', :request, '', :me, :me)"
         " ON CONFLICT (id) DO NOTHING RETURNING number",
      soci::use(me, "me"), soci::use(id, "id"), soci::use(received_at, "at"),
      soci::use(request, "request"), soci::into(number);
  if (!sql.got_data()) return std::nullopt;
  return number;
}

Expected<bool> set_step(soci::session& sql, const std::string& me, const JobProgress& progress) {
  const std::string step = word_of(progress.step);
  std::string former;
  sql << "SELECT step FROM jobs WHERE number = :number AND owner = :me",
      soci::use(progress.number, "number"), soci::use(me, "me"), soci::into(former);
  const bool given_up = former == word_of(JobStep::done) && progress.step != JobStep::done;
  if (!sql.got_data() || given_up) {
    return Error{ErrorKind::not_found, "store: no job number " + std::to_string(progress.number)};
  }
  // A job that is done is kept for its id alone.
  sql << "UPDATE jobs SET step = :step, state = :state,"
         " request = CASE WHEN :step = 'done' THEN '' ELSE request END WHERE number = :number",
      soci::use(step, "step"), soci::use(progress.state, "state"),
      soci::use(progress.number, "number");
  return step != former;
}

std::vector<Job> jobs_at(soci::session& sql, const std::string& me, JobStep step,
                         std::size_t most) {
  const std::string word = word_of(step);
  const auto limit = static_cast<long long>(most);
  take_over(sql, me, {"jobs", "number", "step = '" + word + "' AND step <> 'done'", "number"},
            most);
  Job job;
  job.step = step;
  long long received_at = 0;
  std::string taken_by;
  soci::statement statement =
      (sql.prepare << "SELECT number, id, received_at, request, state, taken_by FROM jobs"
                      " WHERE step = :step AND step <> 'done' AND owner = :me"
                      " ORDER BY number LIMIT :most",
       soci::use(word, "step"), soci::use(me, "me"), soci::use(limit, "most"),
       soci::into(job.number), soci::into(job.id), soci::into(received_at), soci::into(job.request),
       soci::into(job.state), soci::into(taken_by));
  std::vector<Job> jobs;
  statement.execute();
  while (statement.fetch()) {
    job.received_at = from_stored(received_at);
    job.ours_alone = taken_by == me;
    if (!job.ours_alone) job.found_at = std::chrono::steady_clock::now();
    jobs.push_back(job);
  }
  return jobs;
}

void forget_jobs(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM jobs WHERE received_at < :before AND step = 'done'",
      soci::use(before, "before");
}

void give_up_jobs_about(soci::session& sql, const EmailAddress& customer) {
  const std::string& email = customer.full();
  // Requests hold what was typed, in whatever case.
  sql << "UPDATE jobs SET step = 'done', request = '', state = '' WHERE step <> 'done'"
         " AND (" +
             holds_address("request") + " OR " + holds_address("state") + ")",
      soci::use(email, "email");
}

}  // namespace latchkey::storage
