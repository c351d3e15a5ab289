#pragma once

#include <algorithm>
#include <chrono>

namespace latchkey::http {

/// One point in time that several requests share: the contract bounds a whole question, retries
/// and further pages included.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds from_now)
      : at_(std::chrono::steady_clock::now() + from_now) {}

  /// What is left, never negative.
  [[nodiscard]] std::chrono::milliseconds left() const {
    const auto left =
        std::chrono::floor<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds{0});
  }

 private:
  std::chrono::steady_clock::time_point at_;
};

}  // namespace latchkey::http
