#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/ports/store.hpp"
#include "core/ports/suppression_lists.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// Takes an address off the list of bounces, once what the list said of it is kept under the
/// attempt with this number: code, words and date. Complaints and unsubscribes are never touched.
/// `lifted` where it is off the list afterwards, whoever took it off; `failed` with the reason
/// where it is not, or nobody knows: trying again does no harm. `lists` and `store` outlive the
/// call.
struct RemovalResult {
  RemedyOutcome outcome = RemedyOutcome::failed;
  std::string why = {};
};
boost::asio::awaitable<RemovalResult> lift_bounce(SuppressionLists& lists, Store& store,
                                                  long long attempt, EmailAddress address);

/// What came of a removal that was interrupted, from the list alone; nothing is removed.
boost::asio::awaitable<RemovalResult> look_after_removal(SuppressionLists& lists,
                                                         EmailAddress address);

}  // namespace latchkey
