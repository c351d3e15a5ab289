#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/events_request.hpp"
#include "adapters/mailgun/mailgun.hpp"

#include <string>
#include <vector>

namespace latchkey::mailgun {

/// One page of the account's log, newest first: POST /v1/analytics/logs. `token` is the one that
/// the page before gave, empty for the first.
///
/// The filter names the domain always (the API is one for all domains of an account), and the
/// recipient where that finds the items: rejections carry none, and `to` is no attribute that the
/// API is known to take, so of those all are asked for and the To header is looked at in each.
http::Request logs_request(const Options& options, const EmailAddress& address, Window window,
                           EventsAbout about, const std::string& token);

/// The newest mails that were accepted for any of these addresses: one page. A filter's values are
/// a list in the documentation, but none with more than one was ever seen answered.
http::Request accepted_logs_request(const Options& options,
                                    const std::vector<EmailAddress>& recipients, Window window);

}  // namespace latchkey::mailgun
