#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace latchkey::bench {

/// The longest chain of questions of which each came after the answer to one before it: what a
/// diagnosis takes where answers are slow. Right for one diagnosis alone whose questions that do
/// not wait for each other come within one answer's delay.
class Rounds {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// A question that came `at` and will have its answer at `answered`.
  void add(Time at, Time answered) {
    std::size_t before = 0;
    while (before < first_answers_.size() && first_answers_[before] <= at) ++before;
    if (before == first_answers_.size()) first_answers_.push_back(answered);
  }

  [[nodiscard]] std::size_t longest() const { return first_answers_.size(); }

 private:
  /// When each round's first answer leaves.
  std::vector<Time> first_answers_;
};

}  // namespace latchkey::bench
