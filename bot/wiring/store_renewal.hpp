#pragma once

#include "adapters/storage/postgres_address.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>

namespace latchkey {

/// The address of a PostgreSQL that keeps the store, with its password, may be exchanged while the
/// program runs: where the server does not let us in, the reference is read again, and connections
/// that are opened from then on use what was found. What had asked for the refused one fails.
class StoreRenewal {
 public:
  using ReadAgain = std::function<boost::asio::awaitable<Expected<Secret>>()>;

  /// `address`: nothing where the store is no PostgreSQL; then nothing is ever read again.
  /// `read_again` gives what `store.url` stands for. This outlives the executor's work, and `clock`
  /// outlives this.
  StoreRenewal(boost::asio::any_io_executor executor,
               std::optional<storage::PostgresAddress> address, ReadAgain read_again,
               const Clock& clock);
  ~StoreRenewal();
  StoreRenewal(const StoreRenewal&) = delete;
  StoreRenewal& operator=(const StoreRenewal&) = delete;

  /// Reads it again; what cannot be used stays as it was, and the log says so.
  boost::asio::awaitable<void> renew();

 private:
  boost::asio::awaitable<void> renew_after_refusal();

  boost::asio::any_io_executor executor_;
  std::optional<storage::PostgresAddress> address_;
  ReadAgain read_again_;
  const Clock& clock_;
  /// When a refusal had it read again last.
  TimePoint read_at_;
  /// Several connections may be refused while it is read again.
  bool under_way_ = false;
};

}  // namespace latchkey
