#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/diagnose_session.hpp"
#include "bot/sessions/front_desk.hpp"
#include "bot/sessions/group_watch.hpp"
#include "bot/sessions/job_queue.hpp"
#include "bot/sessions/step_load.hpp"
#include "core/ports/store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Takes everything that people do in the chat, sees that it is handled once, and brings it from
/// step to step. All references outlive it.
class Dispatcher final : public chat::RequestHandler {
 public:
  /// What it works with.
  struct Parts {
    FrontDesk& desk;
    DiagnoseSession& diagnose;
    Store& store;
    GroupWatch& groups;
  };

  Dispatcher(boost::asio::any_io_executor executor, Parts parts);

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
  /// How much there is to do, in the order of the steps.
  [[nodiscard]] std::vector<StepLoad> load() const;

 private:
  boost::asio::awaitable<Expected<std::optional<Job>>> take(std::string dedupe_key,
                                                            std::string kept, TimePoint received);
  boost::asio::awaitable<void> open(Job job);
  boost::asio::awaitable<void> investigate(Job job);
  [[nodiscard]] long long waiting() const;

  Parts parts_;
  long long newest_ = 0;
  /// On their way into the journal, and not acknowledged yet.
  std::size_t being_taken_ = 0;
  JobQueue openings_;
  JobQueue investigations_;
  JobQueue postings_;
};

}  // namespace latchkey
