#pragma once
#include "deploy/sandbox/scheduler.hpp"

#include <map>

namespace latchkey::sandbox {

/// A clock that stands still until it is turned, and then runs the alarms on the way.
class ManualScheduler : public Scheduler {
 public:
  [[nodiscard]] TimePoint now() const override { return now_; }

  void after(std::chrono::milliseconds delay, std::function<void()> action) override {
    alarms_.emplace(now_ + delay, std::move(action));
  }

  void advance(std::chrono::milliseconds time) {
    const TimePoint end = now_ + time;
    while (!alarms_.empty() && alarms_.begin()->first <= end) {
      auto alarm = alarms_.extract(alarms_.begin());
      now_ = std::max(now_, alarm.key());
      alarm.mapped()();
    }
    now_ = end;
  }

 private:
  TimePoint now_ = TimePoint{std::chrono::seconds{1795387080}};  // 2026-11-22 22:38 UTC
  std::multimap<TimePoint, std::function<void()>> alarms_;
};

}  // namespace latchkey::sandbox
