#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/mailgun/suppression_request.hpp"
#include "core/base/email_address.hpp"
#include "core/diagnosis/suppression.hpp"

#include <optional>

namespace latchkey::mailgun {

/// What one table knows of an address.
struct TableRow {
  bool listed = false;
  /// Its code, words, tags and date, as far as this table has them.
  Suppression row = {};
};

/// Is this the documented way to say that the address is not on the list? 404, and as JSON:
///
///   table         message
///   bounces       Address not found in bounces table
///   complaints    No spam complaints found for this address
///   unsubscribes  Address not found in unsubscribers table;
///                 Unsubscribe event for this tag does not exist (to a removal)
///   allowlist     Address/Domain not found in allowlist table
///
/// Any other 404 (Domain not found, a web page) says that we asked the wrong place.
bool says_not_listed(SuppressionTable table, const http::Response& response);

/// Reads the answer to a look-up. Errors as in `mailgun_error`'s table; `misunderstood` where a row
/// came that is not this address's, or no row at all. Only the address is always there; the code
/// may be a number in old data, and the date is left out where it cannot be read.
Expected<TableRow> table_row(const Options& options, SuppressionTable table,
                             const EmailAddress& address, const http::Response& response);

/// Reads the answer to a removal: gone, or why not. `uncertain` where the status is 200 and the
/// body is not what Mailgun says then: something in between may have answered.
Expected<void> removal_answer(const Options& options, SuppressionList list,
                              const EmailAddress& address, const http::Response& response);

/// Reads the answer to an addition: there again, or why not. `uncertain` as above.
Expected<void> addition_answer(const Options& options, SuppressionList list,
                               const http::Response& response);

}  // namespace latchkey::mailgun
