#pragma once

#include "core/base/error.hpp"

#include <chrono>
#include <optional>

namespace latchkey::mailgun {

/// May the Events API know what the Logs API did not tell?
///
///   Logs                                     Events
///   400, 401, 402, 403, 404                  yes: the role, the plan or the region may not offer
///                                            Logs, which are a newer API of their own
///   another status than documented, or an    yes: they are not the API that we know
///   answer of another form
///   420, 429, 5xx, no connection, timed out  no: one system, one limit, one trouble
bool events_may_know(const Error& logs);

/// That the Logs API refused us, so that for some minutes the Events API is asked right away and
/// not every diagnosis asks twice.
class LogsRefusal {
 public:
  using Time = std::chrono::steady_clock::time_point;
  /// By then an operator has noticed a new role or plan; a refusal by mistake has done no harm.
  static constexpr std::chrono::minutes k_remembered{10};

  void remember(Time now) { at_ = now; }
  [[nodiscard]] bool still_counts(Time now) const { return at_ && now - *at_ < k_remembered; }

 private:
  std::optional<Time> at_;
};

}  // namespace latchkey::mailgun
