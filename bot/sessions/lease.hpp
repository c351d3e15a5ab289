#pragma once

#include "core/ports/replicas.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <optional>

namespace latchkey {

/// That what this process works on is its own (core/ports/replicas.hpp). It is renewed every third
/// of its time, and counts for a sixth less than that: what was begun just before it stops to count
/// reaches the other side before somebody else does it anew. By a clock that runs on while the
/// process is stopped.
///
/// It goes before the executor's context ends; `store` outlives it.
class Lease {
 public:
  /// What comes of a renewal.
  struct Calls {
    /// Another process has taken our work over: what this one would do now would be done twice, so
    /// it has to end.
    std::function<void()> lost;
    /// What others held that have ended waits for somebody.
    std::function<void()> work_is_free;
    /// At each renewal; `changed` at the first one, and where another process came or went.
    std::function<void(const Replicas::Standing&, bool changed)> renewed;
  };

  Lease(boost::asio::any_io_executor executor, Replicas& store);

  /// Renews it until it is lost or given up. Returns at once where nobody could take it.
  boost::asio::awaitable<void> run(Calls calls);

  /// Returns while it is ours: at once, or when it was renewed. Whoever is about to do what others
  /// notice waits for it. Not at all where it is lost.
  boost::asio::awaitable<void> hold();

  /// Gives it up: what was not finished is free as soon as `settling` is over.
  boost::asio::awaitable<void> give_up(std::chrono::milliseconds settling);

 private:
  [[nodiscard]] bool is_held() const;
  boost::asio::awaitable<bool> renew(const Calls& calls);
  void tell(const Calls& calls, const Replicas::Standing& standing);

  boost::asio::any_io_executor executor_;
  Replicas& store_;
  /// Since the machine was started.
  std::chrono::nanoseconds held_until_{0};
  bool given_up_ = false;
  std::optional<Replicas::Standing> told_;
  boost::asio::steady_timer pause_;
  /// Never expires; cancelled to wake those who wait for a renewal.
  boost::asio::steady_timer renewed_;
};

}  // namespace latchkey
