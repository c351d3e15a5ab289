#include "adapters/http/wait_asked.hpp"

#include "adapters/http/json_answer.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace latchkey::http {
namespace {

constexpr std::chrono::seconds k_longest_believed = std::chrono::minutes{15};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::chrono::seconds> until_reset(std::string_view text, TimePoint now) {
  using Seconds = std::chrono::duration<double>;
  constexpr double k_milliseconds_above = 1e11;
  const auto reset = number(text);
  if (!reset || !(*reset > 0) || *reset > 1e15) return std::nullopt;
  // As a moment it would be one of 1970.
  if (const Seconds wait{*reset}; wait <= k_longest_believed) {
    return std::chrono::ceil<std::chrono::seconds>(wait);
  }
  const double seconds = *reset > k_milliseconds_above ? *reset / 1000 : *reset;
  const auto wait = Seconds{seconds} - now.time_since_epoch();
  if (wait < Seconds{0} || wait > k_longest_believed) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(wait);
}

std::optional<std::chrono::seconds> wait_in_body(const Response& response) {
  const auto body = lenient_json(response);
  if (!body.is_object()) return std::nullopt;
  const auto wait = body.find("retry-seconds");
  if (wait == body.end() || !wait->is_number_integer()) return std::nullopt;
  const auto seconds = wait->get<long long>();
  if (seconds < 0 || seconds > k_longest_believed.count()) return std::nullopt;
  return std::chrono::seconds{seconds};
}

}  // namespace

bool is_limit(int status) {
  return status == 429 || status == 420;
}

std::optional<std::chrono::seconds> wait_asked(const Response& response, TimePoint now) {
  if (const auto wait = retry_after(response)) return wait;
  if (!is_limit(response.status)) return std::nullopt;
  constexpr std::array<std::string_view, 3> k_resets = {"X-RateLimit-Reset", "X-Request-Reset",
                                                        "RateLimit-Reset"};
  for (const auto name : k_resets) {
    const auto header = response.header(name);
    if (!header) continue;
    if (const auto wait = until_reset(*header, now)) return wait;
  }
  return wait_in_body(response);
}

}  // namespace latchkey::http
