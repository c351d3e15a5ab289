#pragma once

#include <algorithm>
#include <chrono>
#include <string>

namespace latchkey::http {

/// One point in time that several requests share: the contract bounds a whole question, retries
/// and further pages included.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds from_now)
      : length_(from_now), at_(std::chrono::steady_clock::now() + from_now) {}

  /// What is left, never negative.
  [[nodiscard]] std::chrono::milliseconds left() const {
    const auto left =
        std::chrono::floor<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds{0});
  }

  [[nodiscard]] std::chrono::steady_clock::time_point at() const { return at_; }

  /// This one, or one so far ahead from now, whichever comes first.
  [[nodiscard]] Deadline or_within(std::chrono::milliseconds from_now) const {
    const Deadline other{from_now};
    return other.at_ < at_ ? other : *this;
  }

  /// How far ahead it was when it was set, for sentences.
  [[nodiscard]] std::chrono::milliseconds length() const { return length_; }

 private:
  std::chrono::milliseconds length_;
  std::chrono::steady_clock::time_point at_;
};

/// "50 ms" below a second, otherwise "3 s" or, rounded to a tenth, "1.5 s".
std::string duration_words(std::chrono::milliseconds duration);

}  // namespace latchkey::http
