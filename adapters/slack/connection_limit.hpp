#pragma once

namespace latchkey::slack {

/// So many Socket Mode connections of one app Slack keeps open.
constexpr long long k_connections_of_an_app = 10;

/// Whether `connections`, which so many processes keep open together, leave each process room for
/// the successor of one of its own.
constexpr bool leave_room(long long connections, long long processes) {
  return connections + processes <= k_connections_of_an_app;
}

}  // namespace latchkey::slack
