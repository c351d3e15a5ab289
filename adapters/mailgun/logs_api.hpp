#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/events_request.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace latchkey::mailgun {

/// The log of one domain by POST /v1/analytics/logs, the successor of the Events API.
class LogsApi {
 public:
  /// Both outlive it.
  LogsApi(const Options& options, http::Client& http) : options_(options), http_(http) {}

  /// As `MailLog::events`, ended by `deadline` with everything. An empty history proves nothing of
  /// a domain that is not known to live in this region: the API is one for a whole account, and
  /// finds nothing there as it does where nothing was sent.
  boost::asio::awaitable<Expected<MailHistory>> history(EmailAddress recipient, Window window,
                                                        http::Deadline deadline);

  /// As `MailLog::accepted_for`.
  boost::asio::awaitable<Expected<MailHistory>> accepted_for(std::vector<EmailAddress> recipients,
                                                             Window window,
                                                             http::Deadline deadline);

 private:
  boost::asio::awaitable<Expected<MailHistory>> chain(EmailAddress recipient, Window window,
                                                      EventsAbout about, http::Deadline deadline);

  const Options& options_;
  http::Client& http_;
};

}  // namespace latchkey::mailgun
