#include "adapters/storage/replicas_table.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/dialect.hpp"

#include <soci/soci.h>

#include <algorithm>

namespace latchkey::storage {
namespace {

constexpr long long k_per_millisecond = 1000;
/// As each process allows itself (adapters/slack/method_tiers.cpp).
constexpr long long k_burst = 4;
/// Slack's ten connections are those of ten processes at most, and each takes its next turn in a
/// channel when it has used the former one (adapters/slack/posts.cpp).
constexpr long long k_most_turns_ahead = 10 + k_burst;

long long now_in(soci::session& sql) {
  long long now = 0;
  sql << "SELECT " + time_of_day(sql), soci::into(now);
  return now;
}

/// Something waits that nobody holds, or somebody who is gone.
bool work_is_free(soci::session& sql) {
  int waits = 0;
  sql << "SELECT CASE WHEN"
         " EXISTS (SELECT 1 FROM jobs WHERE step <> 'done'"
         " AND owner NOT IN (SELECT id FROM replicas))"
         " OR EXISTS (SELECT 1 FROM follow_ups WHERE told = 0"
         " AND owner NOT IN (SELECT id FROM replicas))"
         " OR EXISTS (SELECT 1 FROM escalations WHERE look_at <> 0"
         " AND owner NOT IN (SELECT id FROM replicas))"
         " THEN 1 ELSE 0 END",
      soci::into(waits);
  return waits == 1;
}

}  // namespace

void take_over(soci::session& sql, const std::string& me, const Waiting& waiting,
               std::size_t most) {
  const auto limit = static_cast<long long>(most);
  sql << "UPDATE " + waiting.table + " SET owner = :me WHERE owner <> :me AND " + waiting.key +
             " IN (SELECT " + waiting.key + " FROM " + waiting.table + " WHERE " +
             waiting.condition +
             " AND (owner = :me OR owner NOT IN (SELECT id FROM replicas)) ORDER BY " +
             waiting.order + " LIMIT :most)",
      soci::use(me, "me"), soci::use(limit, "most");
}

std::string new_replica_id() {
  return random_salt();
}

void join(soci::session& sql, const Replica& replica, bool alone) {
  if (alone) sql << "DELETE FROM replicas";
  const long long connections = replica.connections;
  const auto now = now_in(sql);
  const auto until = now + replica.lease.count() * k_per_millisecond;
  sql << "INSERT INTO replicas (id, connections, started_at, unbroken_since, lease_until)"
         " VALUES (:id, :connections, :now, :now, :until)",
      soci::use(replica.id, "id"), soci::use(connections, "connections"), soci::use(now, "now"),
      soci::use(until, "until");
}

Replicas::Standing renew(soci::session& sql, const Replica& replica) {
  const auto lease = replica.lease.count() * k_per_millisecond;
  const auto now = now_in(sql);
  const auto until = now + lease;
  // Every third of a lease it is renewed, so whoever lost it was kept from that for two thirds. Who
  // could renew twice within a half knows of no time that cost others theirs; nor had it been long
  // enough where the clock was set.
  const auto at_least = until - lease / 2;
  long long unbroken_since = 0;
  sql << "UPDATE replicas SET lease_until = :until, unbroken_since ="
         " CASE WHEN lease_until >= :at_least AND lease_until <= :until AND unbroken_since <= :now"
         " THEN unbroken_since ELSE :now END WHERE id = :id RETURNING unbroken_since",
      soci::use(until, "until"), soci::use(at_least, "at_least"), soci::use(now, "now"),
      soci::use(replica.id, "id"), soci::into(unbroken_since);
  // Of a time before the clock was set back.
  sql << "UPDATE replicas SET lease_until = :until WHERE lease_until > :until",
      soci::use(until, "until");
  long long taken_over = 0;
  if (unbroken_since + lease <= now) {
    // One that has left keeps no connections.
    sql << "SELECT COUNT(*) FROM replicas WHERE lease_until < :now AND connections > 0",
        soci::use(now, "now"), soci::into(taken_over);
    sql << "DELETE FROM replicas WHERE lease_until < :now", soci::use(now, "now");
  }
  auto standing = all_replicas(sql);
  standing.taken_over = taken_over;
  standing.work_is_free = work_is_free(sql);
  return standing;
}

void leave(soci::session& sql, const Replica& replica, std::chrono::milliseconds settling) {
  const auto until = now_in(sql) + settling.count() * k_per_millisecond;
  sql << "UPDATE replicas SET lease_until = :until, connections = 0 WHERE id = :id",
      soci::use(until, "until"), soci::use(replica.id, "id");
}

Replicas::Standing all_replicas(soci::session& sql) {
  Replicas::Standing standing;
  sql << "SELECT COUNT(*), COALESCE(CAST(SUM(connections) AS BIGINT), 0) FROM replicas"
         " WHERE connections > 0 AND lease_until >= " +
             time_of_day(sql),
      soci::into(standing.processes), soci::into(standing.connections);
  return standing;
}

std::chrono::milliseconds take_turn(soci::session& sql, const std::string& what,
                                    std::chrono::milliseconds interval) {
  const auto now = now_in(sql);
  long long next = 0;
  sql << "SELECT next_at FROM turns WHERE what = :what", soci::use(what, "what"), soci::into(next);
  if (!sql.got_data()) next = 0;
  const auto each = interval.count() * k_per_millisecond;
  const auto early = (k_burst - 1) * each;
  // Further ahead than anybody takes turns: the clock was set back meanwhile. Whoever took them may
  // just have posted, so none of the burst is left.
  if (next > now + k_most_turns_ahead * each) next = now + early;
  const auto turn = std::max(now, next);
  const auto after = turn + each;
  sql << "INSERT INTO turns (what, next_at) VALUES (:what, :after)"
         " ON CONFLICT (what) DO UPDATE SET next_at = excluded.next_at",
      soci::use(what, "what"), soci::use(after, "after");
  return std::chrono::milliseconds{std::max(0LL, turn - early - now) / k_per_millisecond};
}

}  // namespace latchkey::storage
