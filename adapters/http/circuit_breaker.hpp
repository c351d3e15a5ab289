#pragma once

#include "adapters/http/http_client.hpp"

#include <chrono>

namespace latchkey::http {

/// Decides whether a system is worth asking. No clock and no I/O: it is told the time.
///
///   state      begins when                        requests       ends
///   closed     at first                           are sent       with failures_to_open in a row
///   open       these, or a trial, failed          are refused    when its pause is over
///   half_open  that pause is over                 one is sent,   with the trial
///                                                 a trial; the
///                                                 others are
///                                                 refused
///   limited    the system asked to be left alone  are refused    when the asked time is over
///
/// An answer closes it whatever it had been asked as; `limited` stands beside the failures and ends
/// by time alone.
class CircuitBreaker {
 public:
  using Time = std::chrono::steady_clock::time_point;

  struct Options {
    /// One diagnosis asks one system a dozen questions at once: these alone, failing in one hiccup,
    /// do not open it; their second tries do.
    int failures_to_open = 3;
    /// Failures within so long of one that counted do not count: what was asked together fails
    /// together, and second tries begin 50 to 250 ms later.
    std::chrono::milliseconds together{100};
    /// Longer than the restart of a worker. Doubled with each trial that fails.
    std::chrono::milliseconds first_pause{5'000};
    /// How late it may be noticed that a system is back.
    std::chrono::milliseconds longest_pause{60'000};
    /// A system that wants more is asked once more by then. GitLab counts in windows of up to ten
    /// minutes.
    std::chrono::milliseconds longest_limit{600'000};
  };

  enum class State { closed, limited, open, half_open };

  /// What a request may do.
  enum class Permit { refused, normal, trial };

  /// What came of a request.
  enum class Outcome {
    answered,  ///< in whatever way: the system is there
    failed,
    nothing_learned  ///< it was never sent, or given up by us before its time was over
  };

  CircuitBreaker() : CircuitBreaker(Options{}) {}
  explicit CircuitBreaker(Options options) : options_(options), pause_(options.first_pause) {}

  /// Whoever gets a permit that is not `refused` says in the end what came of it. `may_be_trial`:
  /// may this request meet a system that is probably down?
  Permit permit(Time now, bool may_be_trial);
  /// What `permit` would say, without taking the trial.
  [[nodiscard]] bool would_refuse(Time now, bool may_be_trial) const;

  void ended(Permit permit, Outcome outcome, Time now);
  /// The system asked to be left alone for so long.
  void limited(std::chrono::milliseconds wait, Time now);

  [[nodiscard]] State state(Time now) const;
  /// Since when nothing but failures came. Holds while `open` and `half_open`.
  [[nodiscard]] Time failing_since() const { return failing_since_; }
  /// When a request will be sent again. Holds while `open` and `limited`.
  [[nodiscard]] Time next_try() const { return open_ ? open_until_ : limited_until_; }

 private:
  void failed(Permit permit, Time now);
  void open(Time now);

  Options options_;
  int failures_in_a_row_ = 0;
  Time failing_since_ = {};
  Time last_counted_ = {};
  bool open_ = false;
  Time open_until_ = {};
  std::chrono::milliseconds pause_;
  bool trial_under_way_ = false;
  Time limited_until_ = {};
};

/// What an answer says about the system. No connection, no answer in time, a request whose fate is
/// not known, and 5xx are failures; everything below 500 is an answer, refusals included. Lateness
/// of a request that was given less than `fair` is our haste and says nothing.
CircuitBreaker::Outcome outcome_of(const Expected<Response>& answer,
                                   std::chrono::milliseconds given, std::chrono::milliseconds fair);

}  // namespace latchkey::http
