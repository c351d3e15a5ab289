#pragma once

#include "core/ports/replicas.hpp"

#include <chrono>
#include <string>

namespace soci {
class session;
}  // namespace soci

// The SQL about the processes that share the store, each within the caller's transaction. Throws
// soci::soci_error. Times are the database's own: the processes' clocks may differ.
namespace latchkey::storage {

/// One process, from its start to its end.
struct Replica {
  /// Random, so that no two are taken for one. Empty: it holds nothing, and works on nothing.
  std::string id = {};
  /// To the chat, while it replaces none.
  int connections = 0;
  std::chrono::milliseconds lease{30'000};
};

/// A name that no other process has.
std::string new_replica_id();

/// The condition that the `owner` of a row is :me or none that serves any more.
extern const char* const k_ours_or_free;

/// Adds it. Where nobody else can have the store (`alone`), all former ones are over.
void join(soci::session& sql, const Replica& replica, bool alone);

/// Takes those out whose lease has ended, as long as this one could renew in time itself: where the
/// database was away, nobody could, and all get the time to do so.
Replicas::Standing renew(soci::session& sql, const Replica& replica);

void leave(soci::session& sql, const Replica& replica, std::chrono::milliseconds settling);

/// Those whose lease has not ended, whatever work waits.
Replicas::Standing all_replicas(soci::session& sql);

/// How long to wait for it. Some may follow at once after a quiet time, as Slack allows.
std::chrono::milliseconds take_turn(soci::session& sql, const std::string& what,
                                    std::chrono::milliseconds interval);

}  // namespace latchkey::storage
