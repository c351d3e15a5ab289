#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/ports/store.hpp"
#include "core/ports/suppression_lists.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// How an address was taken off a list or put back, and why where it was not.
struct RemovalResult {
  RemedyOutcome outcome = RemedyOutcome::failed;
  std::string why = {};
};

// `lists` and `store` outlive the calls.

/// Takes an address off one list, once what the list said of it is kept under the attempt with this
/// number: code, words and date. Other lists are not touched. `lifted` where it is off the list
/// afterwards, whoever took it off; `failed` with the reason where it is not, or nobody knows:
/// trying again does no harm.
boost::asio::awaitable<RemovalResult> lift_row(SuppressionLists& lists, Store& store,
                                               long long attempt, SuppressionList list,
                                               EmailAddress address);

/// Puts a row back that `lift_row` took off; one that is there by now stays as it is. `put_back`
/// where the address is on the list afterwards, `failed` likewise. `attempt` keeps what is put
/// back.
boost::asio::awaitable<RemovalResult> put_row_back(SuppressionLists& lists, Store& store,
                                                   long long attempt, Suppression row,
                                                   EmailAddress address);

/// What came of a removal that was interrupted, from the list alone; nothing is removed.
boost::asio::awaitable<RemovalResult> look_after_removal(SuppressionLists& lists,
                                                         SuppressionList list,
                                                         EmailAddress address);

/// The same of what was to be put back.
boost::asio::awaitable<RemovalResult> look_after_return(SuppressionLists& lists,
                                                        SuppressionList list, EmailAddress address);

}  // namespace latchkey
