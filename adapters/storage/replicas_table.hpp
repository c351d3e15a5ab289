#pragma once

#include "core/ports/replicas.hpp"

#include <chrono>
#include <cstddef>
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
  std::chrono::milliseconds lease = k_default_lease;
};

/// A name that no other process has.
std::string new_replica_id();

/// What waits in a table: of `table`, whose rows are known by `key`, those for which `condition`
/// holds, in this order. All of it SQL of ours.
struct Waiting {
  std::string table;
  std::string key;
  std::string condition;
  std::string order;
};

/// Makes `me` the owner of what waits and has none, or none that serves any more: as far as it is
/// among the first `most` that are not somebody else's.
void take_over(soci::session& sql, const std::string& me, const Waiting& waiting, std::size_t most);

/// Adds it. Where nobody else can have the store (`alone`), all former ones are over.
void join(soci::session& sql, const Replica& replica, bool alone);

/// Takes those out whose lease has ended, once this one has renewed its own for a whole lease
/// without a pause: where the database was away or is another one now, nobody could, and all get
/// the time to do so.
Replicas::Standing renew(soci::session& sql, const Replica& replica);

void leave(soci::session& sql, const Replica& replica, std::chrono::milliseconds settling);

/// Those whose lease has not ended, whatever work waits.
Replicas::Standing all_replicas(soci::session& sql);

/// How long to wait for it. Some may follow at once after a quiet time, as Slack allows.
std::chrono::milliseconds take_turn(soci::session& sql, const std::string& what,
                                    std::chrono::milliseconds interval);

}  // namespace latchkey::storage
