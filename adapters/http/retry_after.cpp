#include "adapters/http/http_client.hpp"
#include "adapters/http/internet_date.hpp"

#include <algorithm>
#include <charconv>

namespace latchkey::http {
namespace {

/// Longer waits than an hour are not obeyed: by then nobody waits for the answer any more.
constexpr std::chrono::seconds k_longest{3600};

}  // namespace

std::optional<std::chrono::seconds> retry_after(const Response& response) {
  const auto text = response.header("Retry-After");
  if (!text) return {};
  long long count = 0;
  const auto end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, count);
  if (error == std::errc::result_out_of_range && text->front() != '-') return k_longest;
  if (error == std::errc{} && rest == end && count >= 0) {
    return std::min(std::chrono::seconds{count}, k_longest);
  }
  // Measured by the answer's own `Date`, so that a clock that is off, ours or theirs, is no matter.
  const auto until = parse_internet_date(*text);
  const auto now = parse_internet_date(response.header("Date").value_or(""));
  if (!until || !now) return {};
  return std::clamp(*until - *now, std::chrono::seconds{0}, k_longest);
}

}  // namespace latchkey::http
