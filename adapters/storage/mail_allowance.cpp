#include "adapters/storage/mail_allowance.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

namespace latchkey::storage {
namespace {

constexpr std::chrono::hours k_hour{1};
constexpr std::chrono::hours k_day{24};

int count_within(const MailTimes& sent, TimePoint now, std::chrono::hours window) {
  return static_cast<int>(
      std::count_if(sent.begin(), sent.end(), [&](TimePoint at) { return at > now - window; }));
}

/// When the window has room again: as soon as its `allowed`-newest mail has left it. `newest_first`
/// holds at least `allowed` times.
TimePoint room_at(const MailTimes& newest_first, TimePoint now, std::chrono::hours window,
                  int allowed) {
  if (allowed <= 0) return now + window;
  return newest_first[static_cast<std::size_t>(allowed) - 1] + window;
}

}  // namespace

std::optional<RemedyOverLimit> over_limit(MailTimes sent, TimePoint now, MailLimits limits) {
  std::sort(sent.begin(), sent.end(), std::greater<>{});
  std::optional<RemedyOverLimit> over;
  if (count_within(sent, now, k_hour) >= limits.per_hour) {
    over = {limits.per_hour, false, room_at(sent, now, k_hour, limits.per_hour)};
  }
  if (count_within(sent, now, k_day) >= limits.per_day) {
    const TimePoint again_at = room_at(sent, now, k_day, limits.per_day);
    // The limit that holds longer is the one to tell.
    if (!over || again_at > over->again_at) over = {limits.per_day, true, again_at};
  }
  return over;
}

int mails_left(const MailTimes& sent, TimePoint now, MailLimits limits) {
  const int left_in_hour = limits.per_hour - count_within(sent, now, k_hour);
  const int left_in_day = limits.per_day - count_within(sent, now, k_day);
  return std::max(0, std::min(left_in_hour, left_in_day));
}

}  // namespace latchkey::storage
