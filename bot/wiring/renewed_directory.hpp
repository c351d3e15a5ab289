#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"
#include "core/ports/account_directory.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>

namespace latchkey {

/// Accounts whose database's address, with its password, may be exchanged while the program runs:
/// where it is refused, it is read again; where that gave another one, the directory is built anew
/// and asked once more. What a header carries is renewed below the adapters, see `Credentials`.
class RenewedDirectory final : public AccountDirectory {
 public:
  using Build = std::function<std::unique_ptr<AccountDirectory>(const Secret&)>;
  using ReadAgain = std::function<boost::asio::awaitable<Expected<Secret>>()>;

  /// Throws what `build` throws for `secret`.
  RenewedDirectory(Secret secret, Build build, ReadAgain read_again);

  boost::asio::awaitable<Expected<AccountsFound>> find(Spellings spellings, Reach reach) override;

  /// Reads the address again; another one is asked from then on.
  boost::asio::awaitable<void> renew();

 private:
  Secret secret_;
  Build build_;
  ReadAgain read_again_;
  std::unique_ptr<AccountDirectory> directory_;
  /// The one before: questions may still be under way there, for less than the time from one
  /// exchange of a password to the next.
  std::unique_ptr<AccountDirectory> former_;
};

}  // namespace latchkey
