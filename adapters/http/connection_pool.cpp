#include "adapters/http/connection_pool.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::http {
namespace {

bool lead_to_the_same(const Endpoint& a, const Endpoint& b) {
  return a.port == b.port && a.encrypted == b.encrypted && a.host == b.host;
}

}  // namespace

std::unique_ptr<Connection> ConnectionPool::take(const Endpoint& endpoint) {
  close_old();
  for (auto at = idle_.end(); at != idle_.begin();) {
    --at;
    if (!lead_to_the_same((*at)->endpoint, endpoint)) continue;
    auto connection = std::move(*at);
    at = idle_.erase(at);
    if (is_still_open(*connection)) return connection;
  }
  return nullptr;
}

void ConnectionPool::keep(std::unique_ptr<Connection> connection) {
  const auto same = [&](const auto& idle) {
    return lead_to_the_same(idle->endpoint, connection->endpoint);
  };
  const auto count = static_cast<std::size_t>(std::count_if(idle_.begin(), idle_.end(), same));
  if (count >= k_most_idle_per_endpoint) {
    idle_.erase(std::find_if(idle_.begin(), idle_.end(), same));
  }
  connection->idle_since = std::chrono::steady_clock::now();
  idle_.push_back(std::move(connection));
}

void ConnectionPool::close_old() {
  const auto too_old = std::chrono::steady_clock::now() - longest_idle_;
  const auto young = std::find_if(idle_.begin(), idle_.end(), [&](const auto& connection) {
    return connection->idle_since > too_old;
  });
  idle_.erase(idle_.begin(), young);
}

}  // namespace latchkey::http
