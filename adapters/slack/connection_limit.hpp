#pragma once

namespace latchkey::slack {

/// So many Socket Mode connections of one app Slack keeps open (docs.slack.dev, "Using Socket
/// Mode"). What we open beyond it would cost us one that serves.
constexpr long long k_connections_of_an_app = 10;

/// What so many processes, which keep `connections` open together, have at most: each may just be
/// opening the successor of one.
constexpr long long most_open(long long connections, long long processes) {
  return connections + processes;
}

/// The same where one more is started before one of them ends, as an upgrade does it.
constexpr long long most_open_in_upgrade(long long connections, long long processes) {
  if (processes == 0) return 0;
  return most_open(connections + connections / processes, processes + 1);
}

constexpr bool leave_room(long long connections, long long processes) {
  return most_open(connections, processes) <= k_connections_of_an_app;
}

constexpr bool leave_room_in_upgrade(long long connections, long long processes) {
  return most_open_in_upgrade(connections, processes) <= k_connections_of_an_app;
}

}  // namespace latchkey::slack
