#pragma once
#include <chrono>
#include <functional>

namespace latchkey::sandbox {

/// Wall-clock time, as fine as a message's `ts`.
using TimePoint = std::chrono::sys_time<std::chrono::microseconds>;

/// The clock and the alarms of the sandbox; tests turn one by hand.
class Scheduler {
 public:
  virtual ~Scheduler() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
  /// Runs `action` once, later, on the sandbox's one thread.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> action) = 0;
};

}  // namespace latchkey::sandbox
