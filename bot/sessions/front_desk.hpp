#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/commands/command.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/diagnose_session.hpp"
#include "bot/sessions/draft_reply_session.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "bot/sessions/escalation_session.hpp"
#include "bot/sessions/home_session.hpp"
#include "bot/sessions/question_limit.hpp"
#include "bot/sessions/remedy_session.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/mail_retention.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// Understands one request, sees that the person may, and gives it to the session that does it. All
/// references outlive it.
class FrontDesk {
 public:
  struct Options {
    /// "/diagnose"
    std::string command;
    /// The names of the services, the default one first.
    std::vector<std::string> services;
    AccessRules rules;
    int diagnoses_per_person_minute = 20;
    bool dry_run = false;
    std::chrono::seconds mail_log_retention = k_longest_mail_log_retention;
  };

  /// What it works with.
  struct Parts {
    chat::ChatPlatform& platform;
    Authorization& authorization;
    DiagnoseSession& diagnose;
    RemedySession& remedy;
    DraftReplySession& replies;
    HomeSession& home;
    Store& store;
    EarlierPosts& earlier;
    const Clock& clock;
    HealthQuestion health;
    /// How much is being done at present.
    std::function<std::size_t()> running;
    /// Null where nobody can be called.
    EscalationSession* escalations = nullptr;
  };

  FrontDesk(Parts parts, Options options);

  /// The job, where it goes on to be investigated. Nothing where it has come to its end.
  using Handled = boost::asio::awaitable<std::optional<Job>>;
  Handled handle(Job job, chat::Request request);

  /// What somebody asks for with this text in the form that asks for an address.
  [[nodiscard]] commands::Command typed_in_form(std::string_view text) const;

  /// From now on.
  void change(Options options);

 private:
  Handled obey(Job job, chat::Request request, commands::Command command, bool member);
  Handled diagnose(Job job, chat::Request request, commands::Diagnose command, bool member);
  Handled ask_unless_known(Job job, DiagnoseOrder order);
  Handled take_address(Job job, chat::Request request, bool member);
  Handled submitted(Job job, chat::Request submission, bool member);
  Handled press(Job job, chat::Request request, bool member);
  Handled press_on(Job job, chat::Request request, DiagnosisRecord record, bool member);
  Handled check_other(Job job, chat::Request request, DiagnosisRecord record, bool member);
  Handled show_details(chat::Request press, DiagnosisRecord record);
  Handled ask_for_address(chat::Request request, std::vector<EmailAddress> found);
  Handled answer(Job job, chat::Request request, chat::Message message, bool member);
  Handled tell(chat::Request request, chat::Message message);
  /// The person asked for more than one may in a minute; `left` until the next one is allowed.
  Handled too_many(Job job, chat::Request request, EmailAddress customer,
                   std::chrono::microseconds left);
  Handled refuse(Job job, chat::Request request, Verdict verdict);
  Handled escalate(Job job, chat::Request request, Verdict verdict);
  /// Enters who was refused what and why, and tells that person alone.
  Handled turn_away(chat::Request request, AuditEntry entry, chat::Message message);
  /// "CustomersDot" of "customersdot"; empty where there is none of that name.
  [[nodiscard]] std::string known_service(const std::string& typed) const;
  /// What is to be said instead of asking again, where the same was asked within the hour.
  boost::asio::awaitable<std::optional<chat::Message>> said_before(DiagnosisRecord asked);
  boost::asio::awaitable<chat::Message> status();

  Parts parts_;
  Options options_;
  QuestionLimit question_limit_;
  TimePoint started_at_;
  /// Questions whose root message is on its way. Shared with the coroutines that open them, which
  /// may be destroyed after us at the end of the program.
  std::shared_ptr<std::set<std::string>> opening_ = std::make_shared<std::set<std::string>>();
};

}  // namespace latchkey
