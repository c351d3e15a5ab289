#pragma once

#include "core/base/clock.hpp"
#include "core/ports/follow_ups.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <set>

namespace latchkey {

/// Sees that mails which are followed are looked for when it is time, also those of a process that
/// has ended. They wait in the store, so a flood of presses costs disk and patience only: at most
/// `k_at_once` are looked for at a time, and one is begun a second. It goes before the executor's
/// context ends; all references outlive it.
class MailWatch {
 public:
  static constexpr std::size_t k_at_once = 4;
  /// Sixty questions a minute, of whoever presses how much, are what a few diagnoses ask, too.
  static constexpr std::chrono::seconds k_between{1};

  /// Looks for one of them and puts it off or closes it. An exception that leaves it is a bug: it
  /// is logged and closes that one, which would fail again.
  using Look = std::function<boost::asio::awaitable<void>(FollowUp)>;

  MailWatch(boost::asio::any_io_executor executor, FollowUps& follow_ups, const Clock& clock,
            Look look);

  /// At the start, and where there is one more: begins what is due, and comes back when the next
  /// one is.
  void wake();
  /// Begins nothing more. What runs goes on; what waits stays in the store.
  void stop();

  [[nodiscard]] std::size_t running() const { return running_.size(); }
  /// Returns as soon as nothing is running or being read.
  boost::asio::awaitable<void> idle();

 private:
  boost::asio::awaitable<void> begin_all();
  /// Begins the next one where it is due, and gives in how long to come back.
  boost::asio::awaitable<std::chrono::milliseconds> begin_next();
  void begin(FollowUp follow_up);
  boost::asio::awaitable<void> run(FollowUp follow_up);
  void ended(long long attempt);
  [[nodiscard]] bool busy() const { return beginning_ || !running_.empty(); }

  boost::asio::any_io_executor executor_;
  FollowUps& follow_ups_;
  const Clock& clock_;
  Look look_;
  /// By attempt.
  std::set<long long> running_;
  bool beginning_ = false;
  /// Something has changed while the store was read.
  bool read_again_ = false;
  bool stopped_ = false;
  TimePoint next_begin_{};
  boost::asio::steady_timer alarm_;
  /// Never expires; cancelled to wake whoever waits in `idle`.
  boost::asio::steady_timer none_left_;
};

}  // namespace latchkey
