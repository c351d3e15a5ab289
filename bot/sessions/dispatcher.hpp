#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/commands/command.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/diagnose_session.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "bot/sessions/job_queue.hpp"
#include "bot/sessions/question_limit.hpp"
#include "bot/sessions/remedy_session.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Takes everything that people do in the chat, sees that it is handled once and by somebody who
/// may, and gives it to the session that does it. All references outlive it.
class Dispatcher final : public chat::RequestHandler {
 public:
  struct Options {
    /// "/diagnose"
    std::string command;
    /// The names of the services, the default one first.
    std::vector<std::string> services;
    AccessRules rules;
    int diagnoses_per_person_minute = 20;
    bool dry_run = false;
  };

  /// What it works with.
  struct Parts {
    chat::ChatPlatform& platform;
    Authorization& authorization;
    DiagnoseSession& diagnose;
    RemedySession& remedy;
    Store& store;
    EarlierPosts& earlier;
    const Clock& clock;
  };

  Dispatcher(boost::asio::any_io_executor executor, Parts parts, Options options);

  /// Writes the request into the journal, so that it is not lost when it is acknowledged and a
  /// redelivery is only acknowledged again, and begins its work. `unavailable` where the store has
  /// trouble or too much waits already: then nothing was taken on.
  boost::asio::awaitable<Expected<chat::Acknowledgement>> accept(chat::Request request) override;

  /// Goes on with what an earlier process took on and did not finish.
  void recover();
  /// Begins nothing more; what waits stays in the journal.
  void stop();
  /// Returns as soon as nothing is running, nor would be begun.
  boost::asio::awaitable<void> idle();
  [[nodiscard]] std::size_t running() const;

 private:
  boost::asio::awaitable<Expected<std::optional<Job>>> take(std::string dedupe_key,
                                                            std::string kept, TimePoint received);
  /// Whether the job goes on after `handle`, or has come to its end.
  enum class Rest { done, goes_on };
  using Handled = boost::asio::awaitable<Rest>;

  boost::asio::awaitable<void> open(Job job);
  boost::asio::awaitable<void> investigate(Job job);
  [[nodiscard]] long long waiting() const;
  Handled handle(Job job, chat::Request request);
  Handled obey(Job job, chat::Request request, commands::Command command, bool member);
  Handled diagnose(Job job, chat::Request request, commands::Diagnose command, bool member);
  Handled take_address(Job job, chat::Request request, bool member);
  Handled press(Job job, chat::Request request, bool member);
  Handled tell(chat::Request request, chat::Message answer);
  Handled ask_for_address(chat::Request request, std::vector<EmailAddress> found);
  Handled refuse(chat::Request request, Verdict verdict);
  [[nodiscard]] chat::Message status() const;

  Parts parts_;
  Options options_;
  QuestionLimit question_limit_;
  TimePoint started_at_;
  long long newest_ = 0;
  /// On their way into the journal, and not acknowledged yet.
  std::size_t being_taken_ = 0;
  JobQueue openings_;
  JobQueue investigations_;
  JobQueue postings_;
};

}  // namespace latchkey
