#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/events_request.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace latchkey::mailgun {

/// The log of one domain by GET /v3/{domain}/events: the older of the two APIs, deprecated since
/// about 2025 and still served.
class EventsApi {
 public:
  /// Both outlive it.
  EventsApi(const Options& options, http::Client& http) : options_(options), http_(http) {}

  /// As `MailLog::events`, ended by `deadline` with everything.
  boost::asio::awaitable<Expected<MailHistory>> history(EmailAddress recipient, Window window,
                                                        http::Deadline deadline);

  /// As `MailLog::accepted_for`.
  boost::asio::awaitable<Expected<MailHistory>> accepted_for(std::vector<EmailAddress> recipients,
                                                             Window window,
                                                             http::Deadline deadline);

 private:
  boost::asio::awaitable<Expected<MailHistory>> chain(http::Request request, EmailAddress recipient,
                                                      http::Deadline deadline);

  const Options& options_;
  http::Client& http_;
};

}  // namespace latchkey::mailgun
