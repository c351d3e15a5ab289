#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "core/base/email_address.hpp"
#include "core/base/time.hpp"

#include <string>
#include <vector>

namespace latchkey::mailgun {

/// Which of the two questions about one address is asked.
enum class EventsAbout {
  recipient,  ///< everything that names the address as its recipient
  rejected    ///< `rejected` items, which carry no recipient, by their To header
};

/// The first page of the domain's log, newest first: `begin` later than `end` walks down, and both
/// are sent because one alone returned nothing in a public report. 300 items is the API's maximum.
///
/// A filter's value is an expression language, so the address goes in as a quoted literal.
http::Request events_request(const Options& options, const EmailAddress& address, Window window,
                             EventsAbout about);

/// The newest mails that were accepted for any of these addresses: one page.
http::Request accepted_events_request(const Options& options,
                                      const std::vector<EmailAddress>& recipients, Window window);

/// An address below the configured `api_url`; `path` begins with a slash.
std::string mailgun_url(const Options& options, const std::string& path);

/// A GET with the key: a further page, as its absolute URL in `paging.next`. The caller has checked
/// its host.
http::Request page_request(const Options& options, std::string url);

}  // namespace latchkey::mailgun
