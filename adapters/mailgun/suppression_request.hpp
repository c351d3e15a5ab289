#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "core/base/email_address.hpp"
#include "core/diagnosis/suppression.hpp"

namespace latchkey::mailgun {

/// The tables of one domain that are asked about an address.
enum class SuppressionTable { bounces, complaints, unsubscribes, allowlist };

SuppressionTable table_of(SuppressionList list);

/// Asks for the row of exactly this address: GET /v3/{domain}/bounces/{address}, and alike.
http::Request look_up_request(const Options& options, SuppressionTable table,
                              const EmailAddress& address);

/// Asks for the allowlist's entry of the address's whole domain: GET
/// /v3/{domain}/whitelists/acme.example.
http::Request domain_look_up_request(const Options& options, const EmailAddress& address);

/// Removes the row of exactly this address: DELETE on the same path.
///
/// Without an address, DELETE would clear the whole list. So it takes an `EmailAddress`, which is
/// none without a local part and a domain; and even for one that was moved away from, the path
/// still ends in an "@" and names a row that does not exist.
http::Request removal_request(const Options& options, SuppressionList list,
                              const EmailAddress& address);

/// Adds a row as it was: POST /v3/{domain}/bounces, and alike, with a form of `address`, `code`,
/// `error` and `created_at` (documentation.mailgun.com, Bounces). An unsubscribe is one from every
/// mail, which is what Mailgun takes it for where no tag is given; other tags are not put back.
http::Request addition_request(const Options& options, const Suppression& row,
                               const EmailAddress& address);

}  // namespace latchkey::mailgun
