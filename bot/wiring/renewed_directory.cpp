#include "bot/wiring/renewed_directory.hpp"

#include <utility>

namespace latchkey {

RenewedDirectory::RenewedDirectory(Secret secret, Build build, ReadAgain read_again)
    : secret_(std::move(secret)),
      build_(std::move(build)),
      read_again_(std::move(read_again)),
      directory_(build_(secret_)) {}

boost::asio::awaitable<Expected<AccountsFound>> RenewedDirectory::find(Spellings spellings,
                                                                       Reach reach) {
  const AccountDirectory* const asked = directory_.get();
  auto found = co_await directory_->find(spellings, reach);
  if (found || found.error().kind != ErrorKind::refused) co_return found;
  if (directory_.get() == asked) co_await renew();
  if (directory_.get() == asked) co_return found;
  co_return co_await directory_->find(std::move(spellings), reach);
}

/// Several may read it again at a time; the first one exchanges it.
boost::asio::awaitable<void> RenewedDirectory::renew() {
  const auto newest = co_await read_again_();
  if (!newest || newest->reveal() == secret_.reveal()) co_return;
  secret_ = *newest;
  former_ = std::exchange(directory_, build_(secret_));
}

}  // namespace latchkey
