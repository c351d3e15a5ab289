#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/commands/command.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/diagnose_session.hpp"
#include "bot/sessions/question_limit.hpp"
#include "bot/sessions/remedy_session.hpp"
#include "bot/sessions/running_jobs.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

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

  Dispatcher(chat::ChatPlatform& platform, Authorization& authorization, DiagnoseSession& diagnose,
             RemedySession& remedy, Store& store, const Clock& clock, RunningJobs& jobs,
             Options options);

  /// Remembers the request's key on disk, so that a redelivery is only acknowledged, and starts
  /// its work. `unavailable` where the store or the jobs are full: then nothing was taken.
  boost::asio::awaitable<Expected<chat::Acknowledgement>> accept(chat::Request request) override;

 private:
  boost::asio::awaitable<void> handle(chat::Request request);
  boost::asio::awaitable<void> obey(chat::Request request, commands::Command command, bool member);
  boost::asio::awaitable<void> diagnose(chat::Request request, commands::Diagnose command,
                                        bool member);
  boost::asio::awaitable<void> take_address(chat::Request request, bool member);
  boost::asio::awaitable<void> ask_for_address(chat::Request request,
                                               std::vector<EmailAddress> found);
  boost::asio::awaitable<void> press(chat::Request request, bool member);
  boost::asio::awaitable<void> refuse(chat::Request request, Verdict verdict);
  [[nodiscard]] chat::Message status() const;

  chat::ChatPlatform& platform_;
  Authorization& authorization_;
  DiagnoseSession& diagnose_;
  RemedySession& remedy_;
  Store& store_;
  const Clock& clock_;
  RunningJobs& jobs_;
  Options options_;
  QuestionLimit question_limit_;
  TimePoint started_at_;
};

}  // namespace latchkey
