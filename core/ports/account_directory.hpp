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

  /// The rows that sign in with one of `spellings` (`look_alikes`: some hundreds, the asked address
  /// first and then the likelier ones), and those on which the asked address waits for its
  /// confirmation. A directory that is asked once for each spelling asks for the first few only;
  /// one that can also find what begins like them adds what it comes upon. Case does not count,
  /// as far as the directory can look past it.
  /// Fails with the reason why the directory could not be asked; "no row" is an answer.
  virtual boost::asio::awaitable<Expected<AccountsFound>> find(
      std::vector<EmailAddress> spellings) = 0;
};

}  // namespace latchkey
