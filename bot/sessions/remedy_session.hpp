#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/mail_watch.hpp"
#include "bot/sessions/second_person.hpp"
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
    /// Remedies that one person may not have done alone (`[permissions] second_person`), beside
    /// those that never are (`is_against_wish`).
    std::vector<RemedyId> second_person = {};
    /// When the mail log is read after a crash, each counted from the one before. Mailgun's events
    /// come into view within seconds, as a rule.
    std::vector<std::chrono::milliseconds> looks = {
        std::chrono::seconds{0}, std::chrono::seconds{10}, std::chrono::seconds{20},
        std::chrono::seconds{30}};
  };

  /// `forms` by service name; a service without forms has no entry. `sources` for their mail logs
  /// and suppression lists. `watch` is told of each mail that is to be followed.
  RemedySession(chat::ChatPlatform& platform, Authorization& authorization,
                std::map<std::string, MailForms*> forms, std::vector<ServiceSources> sources,
                Store& store, MailWatch& watch, const Clock& clock, Options options);

  /// `press` is the request of the button; its value is the record's id. The same press after a
  /// crash finds out what came of its mail instead of asking for another one. Gives a refusal where
  /// the permission was taken back since.
  boost::asio::awaitable<std::optional<Verdict>> run(Job job, chat::Request press,
                                                     rendering::PressedRemedy pressed,
                                                     DiagnosisRecord record);

  /// Of presses from now on.
  void change(Options options);

 private:
  /// How a remedy ended, and why where it did not succeed.
  struct Effect {
    RemedyOutcome outcome = RemedyOutcome::failed;
    std::string why = {};
  };

  boost::asio::awaitable<std::optional<Verdict>> begin(Job job, chat::Request press,
                                                       RemedyAttempt attempt,
                                                       DiagnosisRecord record);
  boost::asio::awaitable<std::optional<Verdict>> submit(chat::Request press, RemedyAttempt attempt,
                                                        DiagnosisRecord record, long long number);
  /// `number` is the attempt's.
  boost::asio::awaitable<Effect> take_effect(RemedyAttempt attempt, std::string service,
                                             long long number);
  boost::asio::awaitable<Expected<FormReply>> ask_for_mail(std::string service,
                                                           RemedyAttempt attempt);
  boost::asio::awaitable<void> settle(chat::Request press, RemedyAlreadyBegun interrupted,
                                      RemedyAttempt attempt, DiagnosisRecord record);
  boost::asio::awaitable<Effect> change_list(RemedyAttempt attempt, std::string service,
                                             long long number);
  boost::asio::awaitable<RemedyOutcome> list_outcome(RemedyAttempt attempt, std::string service);
  boost::asio::awaitable<bool> mail_left(RemedyAttempt attempt, std::string service);
  /// Nothing where the service is not configured any more.
  [[nodiscard]] const ServiceSources* source_of(const std::string& service) const;
  /// Keeps how the attempt of this number ended, and with it that its mail is to be followed.
  boost::asio::awaitable<void> conclude(chat::Request press, RemedyAttempt attempt,
                                        std::string service, long long number,
                                        RemedyOutcome outcome);
  boost::asio::awaitable<void> finish(long long attempt, RemedyOutcome outcome,
                                      std::optional<FollowUpOrder> order = {});
  /// Writes the row of buttons again, from what the store has; `why` belongs to the newest press.
  boost::asio::awaitable<void> show(chat::Request press, DiagnosisRecord record, std::string why,
                                    chat::Edit weight = chat::Edit::lasting);

  chat::ChatPlatform& platform_;
  Authorization& authorization_;
  std::map<std::string, MailForms*> forms_;
  std::vector<ServiceSources> sources_;
  Store& store_;
  MailWatch& watch_;
  const Clock& clock_;
  Options options_;
  SecondPerson second_person_;
};

}  // namespace latchkey
