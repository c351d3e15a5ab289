#include "adapters/http/wait_asked.hpp"

#include <array>
#include <charconv>

namespace latchkey::http {
namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::chrono::seconds> until_reset(std::string_view text, TimePoint now) {
  constexpr double k_milliseconds_above = 1e11;
  constexpr std::chrono::minutes k_believed{15};
  const auto reset = number(text);
  if (!reset || !(*reset > 0) || *reset > 1e15) return std::nullopt;
  const double seconds = *reset > k_milliseconds_above ? *reset / 1000 : *reset;
  const auto wait = std::chrono::duration<double>{seconds} - now.time_since_epoch();
  if (wait < std::chrono::seconds{0} || wait > k_believed) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(wait);
}

}  // namespace

std::optional<std::chrono::seconds> wait_asked(const Response& response, TimePoint now) {
  if (const auto wait = retry_after(response)) return wait;
  constexpr std::array<std::string_view, 3> k_resets = {"X-RateLimit-Reset", "X-Request-Reset",
                                                        "RateLimit-Reset"};
  for (const auto name : k_resets) {
    const auto header = response.header(name);
    if (!header) continue;
    if (const auto wait = until_reset(*header, now)) return wait;
  }
  return std::nullopt;
}

}  // namespace latchkey::http
