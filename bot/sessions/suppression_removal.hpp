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

/// Does what a remedy of a suppression list is for.
///
/// To lift takes the customer off that list, once what the list said is kept under the attempt with
/// this number: code, words and date. Other lists are not touched. `lifted` where the address is
/// off the list afterwards, whoever took it off.
///
/// To put back restores the row that the same diagnosis's lift took off; one that is there by now
/// stays as it is. `put_back` where the address is on the list afterwards.
///
/// `failed` with the reason where it is not so, or nobody knows: trying again does no harm.
boost::asio::awaitable<RemovalResult> change_list(SuppressionLists& lists, Store& store,
                                                  long long number, RemedyAttempt attempt);

/// What came of it where it was interrupted, from the list alone; nothing is changed.
boost::asio::awaitable<RemovalResult> look_after_change(SuppressionLists& lists,
                                                        RemedyAttempt attempt);

}  // namespace latchkey
