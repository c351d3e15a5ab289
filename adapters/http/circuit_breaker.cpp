#include "adapters/http/circuit_breaker.hpp"

#include <algorithm>

namespace latchkey::http {

CircuitBreaker::State CircuitBreaker::state(Time now) const {
  if (open_) return now < open_until_ ? State::open : State::half_open;
  return now < limited_until_ ? State::limited : State::closed;
}

bool CircuitBreaker::would_refuse(Time now, bool may_be_trial) const {
  switch (state(now)) {
    case State::closed: return false;
    case State::half_open: return trial_under_way_ || !may_be_trial;
    default: return true;
  }
}

CircuitBreaker::Permit CircuitBreaker::permit(Time now, bool may_be_trial) {
  if (would_refuse(now, may_be_trial)) return Permit::refused;
  if (!open_) return Permit::normal;
  trial_under_way_ = true;
  return Permit::trial;
}

void CircuitBreaker::ended(Permit permit, Outcome outcome, Time now) {
  if (permit == Permit::trial) trial_under_way_ = false;
  if (outcome == Outcome::failed) failed(permit, now);
  if (outcome != Outcome::answered) return;
  failures_in_a_row_ = 0;
  open_ = false;
  pause_ = options_.first_pause;
}

void CircuitBreaker::failed(Permit permit, Time now) {
  if (open_) {
    // What was sent before it opened tells nothing new.
    if (permit != Permit::trial) return;
    pause_ = std::min(2 * pause_, options_.longest_pause);
    open(now);
    return;
  }
  if (failures_in_a_row_ > 0 && now - last_counted_ < options_.together) return;
  last_counted_ = now;
  if (failures_in_a_row_++ == 0) failing_since_ = now;
  if (failures_in_a_row_ >= options_.failures_to_open) open(now);
}

void CircuitBreaker::open(Time now) {
  open_ = true;
  open_until_ = now + pause_;
}

void CircuitBreaker::limited(std::chrono::milliseconds wait, Time now) {
  limited_until_ = std::max(limited_until_, now + std::min(wait, options_.longest_limit));
}

CircuitBreaker::Outcome outcome_of(const Expected<Response>& answer,
                                   std::chrono::milliseconds given,
                                   std::chrono::milliseconds fair) {
  using Outcome = CircuitBreaker::Outcome;
  if (answer) return answer->status < 500 ? Outcome::answered : Outcome::failed;
  switch (answer.error().kind) {
    case ErrorKind::unreachable: return Outcome::failed;
    case ErrorKind::timed_out:
    case ErrorKind::uncertain: return given < fair ? Outcome::nothing_learned : Outcome::failed;
    // Something answered, if not in HTTP or too much of it. (To a change, that is `uncertain`.)
    case ErrorKind::misunderstood: return Outcome::answered;
    default: return Outcome::nothing_learned;
  }
}

}  // namespace latchkey::http
