#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/suppression.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// The suppression lists of the domain that one service's mail leaves from. Each domain has lists
/// of its own.
class SuppressionLists {
 public:
  virtual ~SuppressionLists() = default;

  /// Where exactly this address stands. Fails with the reason why a list could not be asked; "on
  /// none" is an answer.
  virtual boost::asio::awaitable<Expected<SuppressionsFound>> find(EmailAddress address) = 0;

  /// Takes exactly this address off one list, after which mail to it is tried again; nothing is
  /// sent again by it. That it was not on the list (any more) is success. `uncertain` where the
  /// removal was sent and it is not known what came of it; trying again does no harm.
  virtual boost::asio::awaitable<Expected<void>> lift(SuppressionList list,
                                                      EmailAddress address) = 0;

  /// Puts the address onto the row's list, with the row's code, words and date: what `lift` took
  /// off. `uncertain` as above; trying again does no harm.
  virtual boost::asio::awaitable<Expected<void>> put_back(Suppression row,
                                                          EmailAddress address) = 0;
};

}  // namespace latchkey
