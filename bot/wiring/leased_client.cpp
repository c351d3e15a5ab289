#include "bot/wiring/leased_client.hpp"

#include <utility>

namespace latchkey {

boost::asio::awaitable<Expected<http::Response>> LeasedClient::send(std::string system,
                                                                    http::Request request) {
  co_await lease_.hold();
  co_return co_await client_->send(std::move(system), std::move(request));
}

}  // namespace latchkey
