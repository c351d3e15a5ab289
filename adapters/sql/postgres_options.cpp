#include "adapters/sql/postgres_options.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::sql {

PostgresTimeouts timeouts_within(std::chrono::milliseconds deadline) {
  using std::chrono::duration_cast;
  using std::chrono::seconds;
  return {std::max(seconds{2}, duration_cast<seconds>(deadline / 2)), deadline * 4 / 5, deadline};
}

Secret with_timeouts(const Secret& dsn, PostgresTimeouts timeouts) {
  const std::vector<std::pair<std::string, std::string>> parameters = {
      {"connect_timeout", std::to_string(timeouts.connect.count())},
      {"tcp_user_timeout", std::to_string(timeouts.unacknowledged.count())},
      // An idle connection whose other end is gone is noticed within a minute.
      {"keepalives", "1"},
      {"keepalives_idle", "30"},
      {"keepalives_interval", "10"},
      {"keepalives_count", "3"},
      {"application_name", "latchkey"}};
  std::size_t length = dsn.reveal().size();
  for (const auto& [name, value] : parameters) length += name.size() + value.size() + 2;
  // Appended as text: libpq takes the last of several, and its URIs (many hosts, sockets) are more
  // than a URL library reads. In one place from the start: a text that grows leaves copies behind.
  std::string text;
  text.reserve(length);
  text.append(dsn.reveal());
  const bool is_uri = text.starts_with("postgresql://") || text.starts_with("postgres://");
  char separator = is_uri ? (text.find('?') == std::string::npos ? '?' : '&') : ' ';
  for (const auto& [name, value] : parameters) {
    text += separator + name + "=" + value;
    separator = is_uri ? '&' : ' ';
  }
  return Secret{std::move(text)};
}

}  // namespace latchkey::sql
