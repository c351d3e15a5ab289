#pragma once

#include "core/base/time.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>

namespace latchkey::watch {

/// One answer, as whoever operates the bot may see it.
struct SeenDiagnosis {
  /// The address, masked.
  std::string customer;
  std::string service;
  /// "account_unconfirmed"
  std::string cause;
  /// Everything could be asked.
  bool complete = true;
  TimePoint asked_at = {};
  /// From the question to the answer.
  std::chrono::milliseconds took{0};
};

/// The last few since the start: in memory, since it is a look at what goes on and no record.
class NewestDiagnoses {
 public:
  static constexpr std::size_t k_most = 10;

  void add(SeenDiagnosis one) {
    newest_.push_front(std::move(one));
    if (newest_.size() > k_most) newest_.pop_back();
  }
  /// Newest first.
  [[nodiscard]] const std::deque<SeenDiagnosis>& all() const { return newest_; }

 private:
  std::deque<SeenDiagnosis> newest_;
};

}  // namespace latchkey::watch
