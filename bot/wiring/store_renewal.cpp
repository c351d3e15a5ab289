#include "bot/wiring/store_renewal.hpp"

#include "bot/config/store_url.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace latchkey {
namespace {

/// A database that goes on refusing is asked several times a second, by the lease alone; where the
/// password comes from is not.
constexpr std::chrono::seconds k_pause{5};

}  // namespace

StoreRenewal::StoreRenewal(boost::asio::any_io_executor executor,
                           std::optional<storage::PostgresAddress> address, ReadAgain read_again,
                           const Clock& clock)
    : executor_(std::move(executor)),
      address_(std::move(address)),
      read_again_(std::move(read_again)),
      clock_(clock) {
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
    spdlog::warn(
        "Not resolved again: store.url gives no postgresql:// address any more; the one "
        "before stays");
  }
}

boost::asio::awaitable<void> StoreRenewal::renew_after_refusal() {
  const auto since = clock_.now() - read_at_;
  const bool just_read = since >= TimePoint::duration::zero() && since < k_pause;
  if (under_way_ || just_read) co_return;
  under_way_ = true;
  read_at_ = clock_.now();
  try {
    co_await renew();
  } catch (const std::exception& failure) {
    spdlog::error("The store's address was not resolved again: {}", failure.what());
  }
  under_way_ = false;
}

}  // namespace latchkey
