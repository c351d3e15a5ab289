#pragma once

#include "core/base/time.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>

namespace latchkey {

/// How many diagnoses one person may ask for within a minute (`[limits]
/// diagnoses_per_person_minute`). In memory: after a restart everybody starts afresh, which costs
/// the upstreams at most one more minute's worth.
class QuestionLimit {
 public:
  explicit QuestionLimit(int per_minute) : per_minute_(per_minute) {}

  /// From now on; what was asked within the minute counts.
  void change(int per_minute) { per_minute_ = per_minute; }

  /// Counts one question where it is allowed. Where it is not: when the next one is.
  std::optional<TimePoint> full_until(const std::string& person, TimePoint now);

 private:
  int per_minute_;
  /// Times of the last minute's questions, oldest first; people without any are removed.
  std::map<std::string, std::deque<TimePoint>> asked_;
};

}  // namespace latchkey
