#include "adapters/http/deadline.hpp"

namespace latchkey::http {

std::string duration_words(std::chrono::milliseconds duration) {
  constexpr std::chrono::milliseconds k_second{1000};
  constexpr std::chrono::milliseconds k_half_a_tenth{50};
  if (duration < k_second) return std::to_string(duration.count()) + " ms";
  const auto tenths = (duration + k_half_a_tenth).count() / 100;
  auto words = std::to_string(tenths / 10);
  if (tenths % 10 != 0) words += "." + std::to_string(tenths % 10);
  return words + " s";
}

}  // namespace latchkey::http
