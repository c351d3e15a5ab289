#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/base/clock.hpp"
#include "core/ports/mail_forms.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>

namespace latchkey {

/// One press of a remedy's button that is permitted: at most one mail leaves for it, and everybody
/// who pressed learns what happened. All references outlive it.
class RemedySession {
 public:
  struct Options {
    MailLimits limits;
    /// Say what would be done and do not do it (`[run] dry_run`).
    bool dry_run = false;
  };

  /// `forms` by service name; a service without forms has no entry.
  RemedySession(chat::ChatPlatform& platform, std::map<std::string, MailForms*> forms, Store& store,
                const Clock& clock, Options options);

  /// `press` is the request of the button; its value is the record's id.
  boost::asio::awaitable<void> run(chat::Request press, RemedyId remedy, DiagnosisRecord record);

 private:
  boost::asio::awaitable<void> submit(chat::Request press, RemedyAttempt attempt,
                                      DiagnosisRecord record, long long number);
  /// Writes the row of buttons again, from what the store has; `why` belongs to the newest press.
  boost::asio::awaitable<void> show(chat::Request press, DiagnosisRecord record, std::string why);

  chat::ChatPlatform& platform_;
  std::map<std::string, MailForms*> forms_;
  Store& store_;
  const Clock& clock_;
  Options options_;
};

}  // namespace latchkey
