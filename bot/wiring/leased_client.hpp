#pragma once

#include "adapters/http/http_client.hpp"
#include "bot/sessions/lease.hpp"

#include <memory>
#include <string>

namespace latchkey {

/// Sends while the work of this process is its own (bot/sessions/lease.hpp): a process that was
/// stopped in the middle of something must not go on where another one has taken over. The request
/// waits for the lease outside of its deadline. `lease` outlives it.
class LeasedClient final : public http::Client {
 public:
  LeasedClient(std::unique_ptr<http::Client> client, Lease& lease)
      : client_(std::move(client)), lease_(lease) {}

  boost::asio::awaitable<Expected<http::Response>> send(std::string system,
                                                        http::Request request) override;

 private:
  std::unique_ptr<http::Client> client_;
  Lease& lease_;
};

}  // namespace latchkey
