#pragma once

#include "core/base/clock.hpp"

namespace latchkey::doubles {

/// A clock that stands still until it is turned.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(TimePoint now) : now_(now) {}

  [[nodiscard]] TimePoint now() const override { return now_; }
  void advance(std::chrono::microseconds by) { now_ += by; }

 private:
  TimePoint now_;
};

}  // namespace latchkey::doubles
