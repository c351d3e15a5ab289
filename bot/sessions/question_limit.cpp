#include "bot/sessions/question_limit.hpp"

#include <chrono>

namespace latchkey {

std::optional<TimePoint> QuestionLimit::full_until(const std::string& person, TimePoint now) {
  const TimePoint oldest = now - std::chrono::minutes{1};
  for (auto entry = asked_.begin(); entry != asked_.end();) {
    auto& times = entry->second;
    while (!times.empty() && times.front() <= oldest) times.pop_front();
    entry = times.empty() ? asked_.erase(entry) : std::next(entry);
  }
  auto& times = asked_[person];
  if (times.size() >= static_cast<std::size_t>(per_minute_)) {
    return times.front() + std::chrono::minutes{1};
  }
  times.push_back(now);
  return std::nullopt;
}

}  // namespace latchkey
