#pragma once

#include <atomic>
#include <chrono>

namespace latchkey::laboratory {

/// The longest of all times that were noted. For many threads.
class LongestTime {
 public:
  void note(std::chrono::steady_clock::duration time) {
    auto longest = longest_.load();
    while (time > longest && !longest_.compare_exchange_weak(longest, time)) {
    }
  }
  [[nodiscard]] long long milliseconds() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(longest_.load()).count();
  }

 private:
  std::atomic<std::chrono::steady_clock::duration> longest_{};
};

}  // namespace latchkey::laboratory
