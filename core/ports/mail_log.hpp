#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace latchkey {

/// The log of the mail that left from one domain.
class MailLog {
 public:
  virtual ~MailLog() = default;

  /// What is logged about mail to exactly this address within the window. Fails with the reason
  /// why the log could not be asked; an empty history is an answer.
  virtual boost::asio::awaitable<Expected<MailHistory>> events(EmailAddress recipient,
                                                               Window window) = 0;

  /// The mails that left the service for one of these addresses within the window: their `accepted`
  /// lines, newest first and as many as one question can tell. One question is all that it takes,
  /// so nothing follows from what is not in it. Fails as `events` does.
  virtual boost::asio::awaitable<Expected<MailHistory>> accepted_for(
      std::vector<EmailAddress> recipients, Window window) = 0;
};

}  // namespace latchkey
