#pragma once

#include "core/addresses/spellings.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/account.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// How far a directory looks that asks once for each spelling.
enum class Reach {
  /// The likeliest spellings: for the diagnosed service, where an account under another address may
  /// be the cause even beside one under the asked address.
  look_alikes,
  /// The asked address, and the others only where no account has it: for the other services. What
  /// such a service is asked for is whether the person has an account there; a second one beside
  /// that is no cause and no way in, and not worth a dozen questions.
  look_alikes_where_none
};

/// Where a service's accounts can be looked up.
class AccountDirectory {
 public:
  virtual ~AccountDirectory() = default;

  /// The rows that sign in with one of `spellings` (`look_alikes`: some hundreds, the asked address
  /// first and then the likelier ones), and those on which the asked address waits for its
  /// confirmation. A directory that is asked once for each spelling asks for the first few only,
  /// and may stop where `reach` says so; one that can also find what begins like them adds what it
  /// comes upon. Case does not count, as far as the directory can look past it.
  /// Fails with the reason why the directory could not be asked; "no row" is an answer.
  virtual boost::asio::awaitable<Expected<AccountsFound>> find(Spellings spellings,
                                                               Reach reach) = 0;
};

}  // namespace latchkey
