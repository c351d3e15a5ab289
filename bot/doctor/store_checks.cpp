#include "bot/doctor/store_checks.hpp"

#include "adapters/slack/connection_limit.hpp"
#include "adapters/storage/key_file.hpp"
#include "bot/doctor/wording.hpp"

#include <algorithm>
#include <array>

namespace latchkey::doctor {
namespace {

constexpr const char* k_store = "Store";
constexpr const char* k_postgres = "PostgreSQL";
constexpr const char* k_key = "record's key";

/// What helps where the store's error has this reason; with none, what helps with all others.
struct Step {
  ErrorReason reason;
  const char* step;
};

constexpr const char* k_newer =
    "Install that version again: this one does not know what it keeps there.";

constexpr std::array<Step, 7> k_file_steps = {{
    {ErrorReason::newer_version, k_newer},
    {ErrorReason::no_directory,
     "Make the directory, for the user that latchkey runs as; or correct store.url."},
    {ErrorReason::no_database,
     "Put a copy in its place that \"latchkey backup\" made, or correct store.url."},
    {ErrorReason::disk_full, "Make room on the disk."},
    {ErrorReason::locked, "End the other program that has the file open (fuser tells which)."},
    {ErrorReason::no_answer_in_time, "Look at the disk: it does not answer."},
    {ErrorReason::none,
     "Give the file and its directory to the user that latchkey runs as; as another user, doctor "
     "speaks of that one's rights."},
}};

constexpr std::array<Step, 9> k_database_steps = {{
    {ErrorReason::newer_version, k_newer},
    {ErrorReason::not_reached,
     "Check that this machine reaches the host and port in store.url: DNS, the firewall, the "
     "server's listen_addresses."},
    {ErrorReason::no_answer_in_time,
     "Check that this machine reaches the host and port in store.url without delay; a firewall "
     "that drops packets looks like this."},
    {ErrorReason::not_let_in,
     "Correct role, password, database and TLS in store.url, or let the role in there "
     "(pg_hba.conf): what the server says stands in brackets."},
    {ErrorReason::package_missing, "Install this package."},
    {ErrorReason::address_not_understood,
     "Correct store.url: it is a connection URI as libpq takes it."},
    {ErrorReason::standby,
     "Name the primary in store.url, or several hosts with target_session_attrs=read-write."},
    {ErrorReason::may_not_make_tables, "GRANT USAGE, CREATE ON SCHEMA public TO the role."},
    {ErrorReason::none,
     "Look into the server's log: what it says stands in brackets. The role has to read and "
     "write the tables."},
}};

template <std::size_t N>
std::string step_among(const std::array<Step, N>& steps, const Error& error) {
  // Whoever waited for the probe gave up, and does not know what it waits for.
  const auto reason =
      error.kind == ErrorKind::timed_out ? ErrorReason::no_answer_in_time : error.reason;
  const auto* found = std::find_if(steps.begin(), steps.end(),
                                   [&](const Step& step) { return step.reason == reason; });
  return found == steps.end() ? steps.back().step : found->step;
}

/// One that is not there yet counts, too.
Check judge_shared_connections(const storage::PostgresState& state, int connections) {
  constexpr const char* k_processes = "processes";
  const bool none = state.processes == 0;
  const long long processes = none ? 1 : state.processes;
  const long long open = none ? connections : state.connections;
  const std::string detail = std::to_string(state.processes) + " running, " +
                             std::to_string(state.connections) + " connections to Slack";
  const auto limit = std::to_string(slack::k_connections_of_an_app);
  if (slack::leave_room_in_upgrade(open, processes)) {
    return {k_store, k_processes, Status::ok, detail};
  }
  if (slack::leave_room(open, processes)) {
    return {k_store, k_processes, Status::ok,
            detail + "; an upgrade that starts one more before it ends one may take " +
                std::to_string(slack::most_open_in_upgrade(open, processes)) + " of Slack's " +
                limit + ", beyond which one is closed before its successor is opened"};
  }
  return {k_store, k_processes, Status::warn,
          detail + ", and one more each while it is replaced: Slack opens " + limit,
          "Set slack.connections lower, or run fewer processes."};
}

}  // namespace

Check judge_store(const StoreUrl& url, const Expected<storage::SqliteFile>& file) {
  if (url.kind == StoreUrl::Kind::memory) {
    return {k_store, "memory", Status::warn, "forgets everything at a restart, limits included",
            "Set store.url to \"sqlite:/var/lib/latchkey/latchkey.db\"."};
  }
  if (!file) {
    // The path stands beside it already.
    const std::string detail =
        detail_of(url.path, {file.error().kind, detail_of("store", file.error())});
    return {k_store, url.path, Status::fail, detail, step_among(k_file_steps, file.error())};
  }
  if (!file->exists) {
    return {k_store, url.path, Status::ok, "not there yet; the first start makes it"};
  }
  return {k_store, url.path, Status::ok,
          file->in_use ? "can be written; a latchkey is running with it" : "can be written"};
}

Checks judge_postgres_store(const Expected<storage::PostgresState>& state, int connections) {
  if (!state) {
    const std::string detail =
        detail_of(k_postgres, {state.error().kind, detail_of("store", state.error())});
    return {
        {k_store, k_postgres, Status::fail, detail, step_among(k_database_steps, state.error())}};
  }
  Checks checks;
  checks.push_back(
      {k_store, k_postgres, Status::ok,
       state->exists ? "can be written" : "no tables yet; the first start makes them"});
  if (state->asynchronous_standby) {
    checks.push_back({k_store, "standby", Status::warn,
                      "is asynchronous: a failover may lose what was acknowledged right before it",
                      "Set synchronous_standby_names of the PostgreSQL."});
  }
  checks.push_back(judge_shared_connections(*state, connections));
  return checks;
}

Check judge_shared_audit_key(const std::string& reference) {
  if (!reference.empty()) return {k_store, k_key, Status::ok, reference};
  return {k_store, k_key, Status::fail, "is not configured, and has to be the same for all",
          "Make one with openssl rand -hex 32, and set audit.key to its reference."};
}

Check judge_audit_key(const std::string& reference, const std::string& store_file) {
  if (!reference.empty()) return {k_store, k_key, Status::ok, reference};
  const std::string path = storage::key_file_beside(store_file);
  return {
      k_store, k_key, Status::warn,
      "lies beside the store, in " + path + ": whoever can write both can change the record unseen",
      "Move it to where the store's files and their copies are not, and set audit.key to its "
      "reference, such as \"file:/etc/latchkey/audit-key\" (none yet: openssl rand -hex 32)."};
}

Check judge_store_url(const Error& error) {
  return {k_store, "url", Status::fail, error.what, "Correct what store.url points to."};
}

}  // namespace latchkey::doctor
