#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/account.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace latchkey {

/// Where a service's accounts can be looked up.
class AccountDirectory {
 public:
  virtual ~AccountDirectory() = default;

  /// The rows that sign in with one of `spellings` (compared without regard to case; at most 16,
  /// the asked address first), and those on which the asked address waits for its confirmation.
  /// Fails with the reason why the directory could not be asked; "no row" is an answer.
  virtual boost::asio::awaitable<Expected<AccountsFound>> find(
      std::vector<EmailAddress> spellings) = 0;
};

}  // namespace latchkey
