#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace latchkey::portal {

/// For how long a site wants to be left alone. By the steady clock: one that jumps would lengthen
/// or end the wait.
class QuietTime {
 public:
  /// Begins now; nothing where the site did not say how long.
  void begin(std::optional<std::chrono::seconds> wait);
  /// What is left of it, rounded up; nothing where it is over.
  [[nodiscard]] std::optional<std::chrono::seconds> left() const;

 private:
  std::chrono::steady_clock::time_point until_{};
};

/// "; try again in 90 s" for the end of a sentence, in minutes from two on. Empty where the wait is
/// not known.
std::string wait_words(std::optional<std::chrono::seconds> wait);

}  // namespace latchkey::portal
