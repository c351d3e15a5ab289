#pragma once

#include "bot/sessions/due_work.hpp"
#include "core/base/clock.hpp"
#include "core/ports/follow_ups.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>

namespace latchkey {

/// Sees that mails which are followed are looked for when it is time (see `DueWork`). It goes
/// before the executor's context ends; all references outlive it.
class MailWatch {
 public:
  static constexpr std::size_t k_at_once = 4;
  /// Sixty questions a minute, of whoever presses how much, are what a few diagnoses ask, too.
  static constexpr std::chrono::seconds k_between{1};

  /// Looks for one of them and puts it off or closes it. An exception that leaves it is a bug: it
  /// is logged and closes that one.
  using Look = std::function<boost::asio::awaitable<void>(FollowUp)>;

  MailWatch(boost::asio::any_io_executor executor, FollowUps& follow_ups, const Clock& clock,
            Look look);

  /// As those of `DueWork`.
  void wake() { work_.wake(); }
  void stop() { work_.stop(); }
  [[nodiscard]] std::size_t running() const { return work_.running(); }
  boost::asio::awaitable<void> idle() { return work_.idle(); }

 private:
  boost::asio::awaitable<Expected<std::vector<DueWork::Item>>> find(std::size_t most);
  boost::asio::awaitable<void> close(long long attempt);

  FollowUps& follow_ups_;
  Look look_;
  DueWork work_;
};

}  // namespace latchkey
