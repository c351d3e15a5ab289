#include "adapters/portal/quiet_time.hpp"

namespace latchkey::portal {

void QuietTime::begin(std::optional<std::chrono::seconds> wait) {
  if (wait) until_ = std::chrono::steady_clock::now() + *wait;
}

std::optional<std::chrono::seconds> QuietTime::left() const {
  const auto left =
      std::chrono::ceil<std::chrono::seconds>(until_ - std::chrono::steady_clock::now());
  if (left <= std::chrono::seconds{0}) return std::nullopt;
  return left;
}

std::string wait_words(std::optional<std::chrono::seconds> wait) {
  if (!wait || *wait <= std::chrono::seconds{0}) return "";
  const bool in_seconds = *wait < std::chrono::minutes{2};
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(*wait).count();
  return "; try again in " +
         (in_seconds ? std::to_string(wait->count()) + " s" : std::to_string(minutes) + " minutes");
}

}  // namespace latchkey::portal
