#include "bot/wiring/store_renewal.hpp"

#include "bot/config/store_url.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <exception>
#include <utility>

namespace latchkey {

StoreRenewal::StoreRenewal(boost::asio::any_io_executor executor,
                           std::optional<storage::PostgresAddress> address, ReadAgain read_again)
    : executor_(std::move(executor)),
      address_(std::move(address)),
      read_again_(std::move(read_again)) {
  if (!address_) return;
  // The database's thread tells; the reading is the loop's.
  address_->on_refusal(
      [this] { boost::asio::co_spawn(executor_, renew_after_refusal(), boost::asio::detached); });
}

StoreRenewal::~StoreRenewal() {
  if (address_) address_->on_refusal({});
}

boost::asio::awaitable<void> StoreRenewal::renew() {
  if (!address_) co_return;
  const auto newest = co_await read_again_();
  if (!newest) co_return;  // the log has it
  const auto url = parse_store_url(newest->reveal());
  if (url && url->kind == StoreUrl::Kind::postgres) {
    address_->exchange(url->dsn);
  } else {
    spdlog::warn("Not resolved again: store.url: it stands for no PostgreSQL's address any more");
  }
}

boost::asio::awaitable<void> StoreRenewal::renew_after_refusal() {
  if (under_way_) co_return;
  under_way_ = true;
  try {
    co_await renew();
  } catch (const std::exception& failure) {
    spdlog::error("The store's address was not resolved again: {}", failure.what());
  }
  under_way_ = false;
}

}  // namespace latchkey
