#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/authorization.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/mail_forms.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// One press of a remedy's button that is permitted: at most one mail leaves for it, or one row of
/// a suppression list is lifted, and everybody who pressed learns what happened. All references
/// outlive it.
class RemedySession {
 public:
  struct Options {
    MailLimits limits;
    /// Say what would be done and do not do it (`[run] dry_run`).
    bool dry_run = false;
    /// When the mail log is read after a crash, each counted from the one before. Mailgun's events
    /// come into view within seconds, as a rule.
    std::vector<std::chrono::milliseconds> looks = {
        std::chrono::seconds{0}, std::chrono::seconds{10}, std::chrono::seconds{20},
        std::chrono::seconds{30}};
  };

  /// `forms` by service name; a service without forms has no entry. `sources` for their mail logs
  /// and suppression lists.
  RemedySession(chat::ChatPlatform& platform, Authorization& authorization,
                std::map<std::string, MailForms*> forms, std::vector<ServiceSources> sources,
                Store& store, const Clock& clock, Options options);

  /// `press` is the request of the button; its value is the record's id. The same press after a
  /// crash finds out what came of its mail instead of asking for another one. Gives a refusal where
  /// the permission was taken back since.
  boost::asio::awaitable<std::optional<Verdict>> run(Job job, chat::Request press, RemedyId remedy,
                                                     DiagnosisRecord record);

 private:
  /// How a remedy ended, and why where it did not succeed.
  struct Effect {
    RemedyOutcome outcome = RemedyOutcome::failed;
    std::string why = {};
  };

  boost::asio::awaitable<std::optional<Verdict>> submit(chat::Request press, RemedyAttempt attempt,
                                                        DiagnosisRecord record, long long number);
  /// `number` is the attempt's.
  boost::asio::awaitable<Effect> take_effect(RemedyAttempt attempt, std::string service,
                                             long long number);
  boost::asio::awaitable<Expected<FormReply>> ask_for_mail(std::string service,
                                                           RemedyAttempt attempt);
  boost::asio::awaitable<void> settle(chat::Request press, RemedyAlreadyBegun interrupted,
                                      RemedyAttempt attempt, DiagnosisRecord record);
  boost::asio::awaitable<RemedyOutcome> removal_outcome(EmailAddress customer, std::string service);
  boost::asio::awaitable<bool> mail_left(RemedyAttempt attempt, std::string service);
  /// Nothing where the service is not configured any more.
  [[nodiscard]] const ServiceSources* source_of(const std::string& service) const;
  boost::asio::awaitable<void> finish(long long attempt, RemedyOutcome outcome);
  /// Writes the row of buttons again, from what the store has; `why` belongs to the newest press.
  boost::asio::awaitable<void> show(chat::Request press, DiagnosisRecord record, std::string why,
                                    chat::Edit weight = chat::Edit::lasting);

  chat::ChatPlatform& platform_;
  Authorization& authorization_;
  std::map<std::string, MailForms*> forms_;
  std::vector<ServiceSources> sources_;
  Store& store_;
  const Clock& clock_;
  Options options_;
};

}  // namespace latchkey
