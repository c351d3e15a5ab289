#pragma once

#include "bot/sessions/job_trace.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace latchkey {

/// Sees that work which waits in the store is done when it is time, also that of a process that has
/// ended. Since it waits there, a flood of it costs disk and patience only: at most
/// `Pace::at_once` run at a time, and one is begun every `Pace::between`. It goes before the
/// executor's context ends; what its functions use outlives it.
class DueWork {
 public:
  struct Pace {
    std::size_t at_once = 1;
    std::chrono::milliseconds between{0};
    /// Other processes change what waits, and do not wake us: it is looked at so often. Nothing:
    /// there are none.
    std::optional<std::chrono::milliseconds> look_every = {};
  };
  /// One piece of work.
  struct Item {
    std::string key;
    TimePoint at;
    /// What its lines in the log have in common.
    JobTrace trace;
    /// Does it, and puts it off or ends it in the store. An exception that leaves it is a bug.
    std::function<boost::asio::awaitable<void>()> run;
    /// Ends it after a bug: it would fail again.
    std::function<boost::asio::awaitable<void>()> give_up;
  };
  /// At most so many, in the order of their time.
  using Find = std::function<boost::asio::awaitable<Expected<std::vector<Item>>>(std::size_t most)>;

  /// `what` names the work in the log ("mails to look for").
  DueWork(boost::asio::any_io_executor executor, const Clock& clock, std::string what, Pace pace,
          Find find);

  /// At the start, and where there is more, or less: begins what is due, and comes back when the
  /// next one is.
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
  void begin(Item item);
  boost::asio::awaitable<void> run(Item item);
  void ended(const std::string& key);
  [[nodiscard]] std::chrono::milliseconds longest_sleep() const;
  [[nodiscard]] std::chrono::milliseconds until_woken() const;
  [[nodiscard]] bool busy() const { return beginning_ || !running_.empty(); }

  boost::asio::any_io_executor executor_;
  const Clock& clock_;
  std::string what_;
  Pace pace_;
  Find find_;
  /// By key.
  std::set<std::string> running_;
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
