#include "adapters/storage/migrations.hpp"

#include "adapters/storage/dialect.hpp"
#include "adapters/storage/jobs_table.hpp"

#include <soci/soci.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::storage {
namespace {

using Migration = std::vector<const char*>;

/// What the others' leases and acknowledgements bear. Where a backup reads the tables, the start
/// fails, and is tried again by whoever looks after the process.
constexpr std::chrono::seconds k_wait_for_table{2};

/// One entry per release that changed the tables; entries are never edited, only added. Times are
/// microseconds since 1970 in UTC.
///
/// An entry only adds: a table, an index, a column with a default. While several processes are
/// brought to a new release one by one, the former one goes on working on the tables of the new
/// one, so nothing that it reads or writes may be renamed, removed, or come to mean something else.
/// What has to go goes with the release after the one that does not use it any more.
const std::vector<Migration>& migrations() {
  static const Migration k_first = {
      "CREATE TABLE seen (dedupe_key TEXT PRIMARY KEY, seen_at BIGINT NOT NULL)",
      "CREATE INDEX seen_by_time ON seen (seen_at)",
      "CREATE TABLE diagnoses (id TEXT PRIMARY KEY, email TEXT NOT NULL, service TEXT NOT NULL,"
      " asked_by TEXT NOT NULL, asked_at BIGINT NOT NULL, channel TEXT NOT NULL,"
      " cause TEXT NOT NULL, offered TEXT NOT NULL)",
      "CREATE INDEX diagnoses_by_time ON diagnoses (asked_at)",
      "CREATE TABLE remedy_attempts (attempt {never},"
      " diagnosis_id TEXT NOT NULL, remedy TEXT NOT NULL, customer TEXT NOT NULL,"
      " begun_by TEXT NOT NULL, begun_at BIGINT NOT NULL, outcome TEXT NOT NULL,"
      " mail_may_have_left SMALLINT NOT NULL)",
      "CREATE INDEX remedy_attempts_by_customer ON remedy_attempts (customer, begun_at)",
      // What begin_remedy promises, promised once more by the database itself.
      "CREATE UNIQUE INDEX one_effect_per_remedy ON remedy_attempts (diagnosis_id, remedy)"
      " WHERE mail_may_have_left = 1",
  };
  // The journal. Its ids take over from the keys in `seen` (see carry_keys_over).
  static const Migration k_jobs = {
      "CREATE TABLE jobs (number {counter}, id TEXT NOT NULL UNIQUE,"
      " received_at BIGINT NOT NULL, step TEXT NOT NULL, request TEXT NOT NULL,"
      " state TEXT NOT NULL)",
      // Work is looked for by its step; what is done would only fill the index.
      "CREATE INDEX unfinished_jobs ON jobs (step, number) WHERE step <> 'done'",
      "CREATE INDEX jobs_by_time ON jobs (received_at)",
      "ALTER TABLE remedy_attempts ADD COLUMN press TEXT NOT NULL DEFAULT ''",
  };
  // How a thing was before a remedy changed it.
  static const Migration k_notes = {
      "ALTER TABLE remedy_attempts ADD COLUMN note TEXT NOT NULL DEFAULT ''",
  };
  // Mails that are looked for in the mail log. Work is looked for by its time; what was told would
  // only fill the index.
  static const Migration k_follow_ups = {
      "CREATE TABLE follow_ups (attempt BIGINT PRIMARY KEY, recipient TEXT NOT NULL,"
      " channel TEXT NOT NULL, thread TEXT NOT NULL, message TEXT NOT NULL,"
      " look_at BIGINT NOT NULL, ending TEXT NOT NULL DEFAULT '',"
      " ended_at BIGINT NOT NULL DEFAULT 0, host TEXT NOT NULL DEFAULT '',"
      " reason TEXT NOT NULL DEFAULT '', told SMALLINT NOT NULL DEFAULT 0)",
      "CREATE INDEX open_follow_ups ON follow_ups (look_at) WHERE told = 0",
  };
  // Answers are found again: by who asked, and by what was asked.
  static const Migration k_answers = {
      "ALTER TABLE diagnoses ADD COLUMN since BIGINT NOT NULL DEFAULT 0",
      "ALTER TABLE diagnoses ADD COLUMN root TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE diagnoses ADD COLUMN thread TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE diagnoses ADD COLUMN partial BIGINT NOT NULL DEFAULT 0",
      "ALTER TABLE diagnoses ADD COLUMN details TEXT NOT NULL DEFAULT ''",
      "CREATE INDEX diagnoses_by_address ON diagnoses (email, asked_at)",
      "CREATE INDEX diagnoses_by_person ON diagnoses (asked_by, asked_at)",
  };
  // The record (audit_chain.hpp). Whose customer is not forgotten yet is looked for by its time.
  static const Migration k_audit = {
      "CREATE TABLE audit (number {key}, at BIGINT NOT NULL, action TEXT NOT NULL,"
      " done_by TEXT NOT NULL, channel TEXT NOT NULL, service TEXT NOT NULL,"
      " diagnosis TEXT NOT NULL, subject TEXT NOT NULL, result TEXT NOT NULL,"
      " event TEXT NOT NULL, commitment TEXT NOT NULL, customer TEXT NOT NULL,"
      " words TEXT NOT NULL, salt TEXT NOT NULL, link TEXT NOT NULL)",
      "CREATE INDEX audit_customers ON audit (at) WHERE salt <> ''",
      "CREATE UNIQUE INDEX audit_events ON audit (event) WHERE event <> ''",
      // A digest takes the address's place from here on, and its key is not at hand here: for the
      // limits, the customers of the day before the update got no mail.
      "UPDATE remedy_attempts SET customer = ''",
  };
  // Calls for help. At most one is open in a thread, which the database itself promises as well.
  static const Migration k_escalations = {
      "CREATE TABLE escalations (id TEXT PRIMARY KEY, channel TEXT NOT NULL, thread TEXT NOT NULL,"
      " diagnosis_id TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at BIGINT NOT NULL,"
      " reason TEXT NOT NULL, status TEXT NOT NULL, holder TEXT NOT NULL,"
      " changed_by TEXT NOT NULL, changed_at BIGINT NOT NULL, calls TEXT NOT NULL,"
      " raised BIGINT NOT NULL, due BIGINT NOT NULL, shown BIGINT NOT NULL,"
      " incident_status TEXT NOT NULL, incident_id TEXT NOT NULL, incident_link TEXT NOT NULL,"
      " incident_trouble TEXT NOT NULL, look_at BIGINT NOT NULL, version BIGINT NOT NULL)",
      "CREATE UNIQUE INDEX one_open_escalation ON escalations (channel, thread)"
      " WHERE status <> 'resolved'",
      "CREATE INDEX escalations_by_thread ON escalations (channel, thread, asked_at)",
      "CREATE INDEX escalations_to_look_at ON escalations (look_at) WHERE look_at <> 0",
      "CREATE INDEX diagnoses_by_thread ON diagnoses (channel, thread, asked_at)",
  };
  // Who works on what, where several processes share a database (core/ports/replicas.hpp).
  static const Migration k_replicas = {
      ("CREATE TABLE replicas (id TEXT PRIMARY KEY, connections BIGINT NOT NULL,"
       " started_at BIGINT NOT NULL, unbroken_since BIGINT NOT NULL, lease_until BIGINT NOT NULL)"),
      "ALTER TABLE jobs ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
      // Only who took a job on knows that nobody has posted anything for it before.
      "ALTER TABLE jobs ADD COLUMN taken_by TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE follow_ups ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE escalations ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
      "CREATE TABLE turns (what TEXT PRIMARY KEY, next_at BIGINT NOT NULL)",
  };
  // By which a process finds out what came of a commit whose answer was lost.
  static const Migration k_commits = {
      "ALTER TABLE replicas ADD COLUMN commits BIGINT NOT NULL DEFAULT 0",
  };
  static const std::vector<Migration> k_all = {k_first,       k_jobs,     k_notes,
                                               k_follow_ups,  k_answers,  k_audit,
                                               k_escalations, k_replicas, k_commits};
  return k_all;
}

/// What Slack delivered to the former release must not be done again by this one.
void carry_keys_over(soci::session& sql) {
  std::vector<std::pair<std::string, long long>> keys;
  const soci::rowset<soci::row> rows = (sql.prepare << "SELECT dedupe_key, seen_at FROM seen");
  for (const auto& row : rows) keys.emplace_back(row.get<std::string>(0), row.get<long long>(1));
  for (const auto& [key, at] : keys) {
    const auto id = job_id(key);
    sql << "INSERT INTO jobs (id, received_at, step, request, state)"
           " VALUES (:id, :at, 'done', '', '')",
        soci::use(id, "id"), soci::use(at, "at");
  }
  sql << "DROP TABLE seen";
}

}  // namespace

long long newest_version() {
  return static_cast<long long>(migrations().size());
}

Expected<void> not_newer_than_us(soci::session& sql, const std::string& name) {
  if (stored_version(sql) <= newest_version()) return {};
  return Error{.kind = ErrorKind::unavailable,
               .what = "store: " + name + " was written by a newer Latchkey",
               .reason = ErrorReason::newer_version};
}

Expected<void> migrate(soci::session& sql, const std::string& name) {
  if (auto known = not_newer_than_us(sql, name); !known) return known;
  const auto former = stored_version(sql);
  if (former == newest_version()) return {};
  take_time(sql, k_wait_for_table);
  for (auto version = static_cast<std::size_t>(former); version < migrations().size(); ++version) {
    for (const char* statement : migrations()[version]) sql << in_dialect(sql, statement);
    if (version == 1) carry_keys_over(sql);
  }
  store_version(sql, newest_version());
  return {};
}

void write_version_again(soci::session& sql) {
  store_version(sql, stored_version(sql));
}

}  // namespace latchkey::storage
