#pragma once

#include "adapters/http/deadline.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace latchkey::http {

/// At most so many requests to one system at a time; who comes later waits, in order. For one
/// thread.
class InFlightLimit {
 public:
  struct Options {
    /// Twenty diagnoses at once ask Mailgun ten questions each (of two domains the log, what was
    /// rejected, and three lists), and none of them waits; a flood of commands does. How many in a
    /// minute are too many, a system says itself (429).
    std::size_t in_flight = 256;
    /// Those beyond would be answered too late anyway: at 3 s an answer, the last one has its own
    /// after six.
    std::size_t waiting = 256;
  };

  struct State;

  /// One of the places. Goes to who waits longest when it ends.
  class Place {
   public:
    explicit Place(std::shared_ptr<State> state) : state_(std::move(state)) {}
    Place(Place&&) noexcept = default;
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    std::shared_ptr<State> state_;
  };

  explicit InFlightLimit(Options options);

  /// Waits for a place, at most until `until`. `system` names the other side in errors:
  ///  - `rate_limited`: too many wait already
  ///  - `timed_out`: no place became free in time, or the caller was cancelled
  boost::asio::awaitable<Expected<Place>> enter(std::string system, Deadline until);

 private:
  /// Shared, for places and waits may be destroyed after us when the io_context ends.
  std::shared_ptr<State> state_;
};

}  // namespace latchkey::http
