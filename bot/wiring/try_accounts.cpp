#include "bot/wiring/try_accounts.hpp"

#include "bot/wiring/nobody.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace latchkey {

boost::asio::awaitable<void> try_accounts(std::vector<ServiceSources> sources) {
  for (const ServiceSources& source : sources) {
    std::vector<EmailAddress> spellings(1, nobody());
    const auto found =
        co_await source.accounts->find(std::move(spellings), Reach::look_alikes_where_none);
    if (found) continue;
    spdlog::warn("Accounts cannot be looked up, \"latchkey doctor\" says what to do: {}",
                 found.error().what);
  }
}

}  // namespace latchkey
