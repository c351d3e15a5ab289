#include "bot/wiring/credentials.hpp"

#include <chrono>
#include <utility>

namespace latchkey {

Credentials::Credentials(http::Client& http, Secrets& secrets) : http_(http), secrets_(secrets) {}

Credential Credentials::open(http::Client& system, const std::string& configured,
                             std::string header, std::function<std::string(const Secret&)> value) {
  const Secret secret = secrets_.require(configured);
  clients_.push_back(http::create_renewing_client(
      system, {.header = std::move(header),
               .value = std::move(value),
               .secret = secret,
               .read_again = [this, configured](std::chrono::milliseconds within) {
                 return secrets_.read_again(configured, http_, within);
               }}));
  return {secret, *clients_.back()};
}

boost::asio::awaitable<void> Credentials::renew(std::chrono::milliseconds within) {
  for (const auto& client : clients_) co_await client->renew(within);
}

}  // namespace latchkey
