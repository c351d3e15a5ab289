#pragma once

#include <chrono>
#include <optional>

namespace latchkey {

/// Whether the processes that share the store are too many for the chat, and for good. One that was
/// killed counts until its lease is over, and the one that is started in its place beside it.
class Crowd {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  explicit Crowd(std::chrono::milliseconds lease) : lease_(lease) {}

  /// How they stand now. True, once, when they have been too many for longer than a lease.
  bool is_to_be_told(bool too_many, SteadyTime now);

 private:
  std::chrono::milliseconds lease_;
  std::optional<SteadyTime> since_;
  bool told_ = false;
};

}  // namespace latchkey
