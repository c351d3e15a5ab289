#include "adapters/http/guarded_client.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/wait_asked.hpp"

#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;
using Permit = CircuitBreaker::Permit;
using Outcome = CircuitBreaker::Outcome;
using BreakerPhase = CircuitBreaker::State;

/// How long a system is left alone that wants it and does not say for how long, which Mailgun's,
/// GitLab's and PagerDuty's limits are known to do. As long as it would be after failures at first.
constexpr std::chrono::seconds k_left_alone{5};

struct Circuit {
  CircuitBreaker breaker;
  /// What the last failure or limit was, without the system's name.
  std::string why = {};
  SteadyClock::time_point limited_since = {};
  /// The latest moment until which it asked to be left alone, in its own words.
  SteadyClock::time_point asked_until = {};
};

/// One request's permit. Where the request's coroutine is destroyed half-way, a trial ends all the
/// same; the circuit is shared, for the client may be gone by then.
class HeldPermit {
 public:
  HeldPermit(std::shared_ptr<Circuit> circuit, bool may_be_trial)
      : circuit_(std::move(circuit)),
        permit_(circuit_->breaker.permit(SteadyClock::now(), may_be_trial)) {}
  ~HeldPermit() { circuit_->breaker.ended(permit_, outcome_, SteadyClock::now()); }
  HeldPermit(const HeldPermit&) = delete;
  HeldPermit& operator=(const HeldPermit&) = delete;

  [[nodiscard]] bool refused() const { return permit_ == Permit::refused; }
  void ends_with(Outcome outcome) { outcome_ = outcome; }

 private:
  std::shared_ptr<Circuit> circuit_;
  Permit permit_;
  Outcome outcome_ = Outcome::nothing_learned;
};

/// "no connection within 3 s" of "Mailgun: no connection within 3 s".
std::string without_name(const std::string& what, const std::string& system) {
  if (!what.starts_with(system)) return what;
  const auto begin = what.find_first_not_of(": ", system.size());
  return begin == std::string::npos ? what : what.substr(begin);
}

/// What a request says that its asker gave up: it was late where its time was all but over (who
/// asks began to count a moment before us); before that, nothing.
Error given_up(const std::string& system, std::chrono::milliseconds given,
               const Deadline& deadline) {
  if (deadline.left() > given / 10) return {ErrorKind::invalid, system + ": given up"};
  return {ErrorKind::timed_out, system + " did not answer within " + duration_words(given)};
}

/// "10:03:07 UTC": of today, as long as nobody is down for days.
std::string time_of_day(TimePoint at) {
  return format_rfc3339(at).substr(11, 8) + " UTC";
}

/// Would it be bad not to know what became of this request?
bool must_not_be_in_doubt(const Request& request) {
  return request.method != Method::get && request.fresh_connection;
}

class Guarded final : public GuardedClient {
 public:
  Guarded(std::string system, Client& inner, const Clock& clock, GuardOptions options)
      : system_(std::move(system)),
        inner_(inner),
        clock_(clock),
        circuit_(std::make_shared<Circuit>(Circuit{CircuitBreaker{options.breaker}})),
        limit_(options.limit),
        fair_(options.fair) {}

  asio::awaitable<Expected<Response>> send(std::string system, Request request) override;
  [[nodiscard]] BreakerState state() const override;

 private:
  [[nodiscard]] Error refusal(const std::string& system, const Request& request) const;
  void learn(const std::string& system, const Expected<Response>& answer, Outcome outcome);
  /// To the second, so that the same moment always reads the same.
  [[nodiscard]] TimePoint time_of(SteadyClock::time_point at) const {
    const auto distance = std::chrono::round<std::chrono::microseconds>(at - SteadyClock::now());
    return std::chrono::round<std::chrono::seconds>(clock_.now() + distance);
  }

  std::string system_;
  Client& inner_;
  const Clock& clock_;
  std::shared_ptr<Circuit> circuit_;
  InFlightLimit limit_;
  std::chrono::milliseconds fair_;
};

asio::awaitable<Expected<Response>> Guarded::send(std::string system, Request request) {
  const Deadline deadline{request.deadline};
  const bool may_be_trial = !must_not_be_in_doubt(request);
  // Before the queue, too: what is refused anyway waits for nothing.
  if (circuit_->breaker.would_refuse(SteadyClock::now(), may_be_trial)) {
    co_return refusal(system, request);
  }
  const Deadline last_turn{std::max(request.deadline - fair_, {})};
  const auto place = co_await limit_.enter(system, last_turn);
  if (!place) co_return place.error();
  HeldPermit permit{circuit_, may_be_trial};
  if (permit.refused()) co_return refusal(system, request);

  const auto given = deadline.left();
  request.deadline = given;
  auto answer = co_await inner_.send(system, std::move(request));
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  const auto note = [&](const Expected<Response>& told) {
    const auto outcome = outcome_of(told, given, fair_);
    permit.ends_with(outcome);
    learn(system, told, outcome);
  };
  if (cancellation.cancelled() == asio::cancellation_type::none) {
    note(answer);
  } else {
    note(given_up(system, given, deadline));
  }
  co_return answer;
}

void Guarded::learn(const std::string& system, const Expected<Response>& answer, Outcome outcome) {
  const bool limits = answer && is_limit(answer->status);
  if (outcome != Outcome::failed && !limits) return;
  const auto error = answer ? answer_error(system, *answer, clock_.now()) : answer.error();
  circuit_->why = without_name(error.what, system);
  if (!limits) return;
  const auto now = SteadyClock::now();
  circuit_->limited_since = now;
  if (error.retry_after) {
    circuit_->asked_until = std::max(circuit_->asked_until, now + *error.retry_after);
  }
  circuit_->breaker.limited(error.retry_after.value_or(k_left_alone), now);
}

Error Guarded::refusal(const std::string& system, const Request& request) const {
  const auto now = SteadyClock::now();
  const auto& breaker = circuit_->breaker;
  const bool asks = request.method == Method::get || request.safe_to_repeat;
  const std::string sent = asks ? "" : "; nothing was sent";
  const auto again = time_of_day(time_of(breaker.next_try()));
  const bool limited = breaker.state(now) == BreakerPhase::limited;
  if (limited && breaker.next_try() > circuit_->asked_until) {
    // Without a `retry_after`: all who waited for a guess of ours would ask again together.
    return {.kind = ErrorKind::rate_limited,
            .what = system + " was asked too much (" + circuit_->why +
                    "), did not say until when, and is asked again at " + again + sent};
  }
  if (limited) {
    return {.kind = ErrorKind::rate_limited,
            .what = system + " wants to be left alone until " + again + " (" + circuit_->why + ")" +
                    sent,
            .retry_after = std::chrono::ceil<std::chrono::seconds>(breaker.next_try() - now)};
  }
  const auto since = time_of_day(time_of(breaker.failing_since()));
  const auto then = breaker.state(now) == BreakerPhase::open ? "is tried again at " + again
                                                             : "is being tried again just now";
  return {.kind = ErrorKind::unavailable,
          .what = system + " has not answered since " + since + " (" + circuit_->why + ") and " +
                  then + sent};
}

BreakerState Guarded::state() const {
  const auto& breaker = circuit_->breaker;
  const auto state = breaker.state(SteadyClock::now());
  if (state == BreakerPhase::closed) return {.system = system_};
  const bool limited = state == BreakerPhase::limited;
  return {.system = system_,
          .open = true,
          .since = time_of(limited ? circuit_->limited_since : breaker.failing_since()),
          .next_try = time_of(breaker.next_try()),
          .why = circuit_->why};
}

}  // namespace

GuardOptions options_within(std::chrono::milliseconds deadline) {
  GuardOptions options;
  // A fifth goes by before the request is sent, at the most.
  options.fair = std::min(options.fair, deadline * 4 / 5);
  return options;
}

std::unique_ptr<GuardedClient> create_guarded_client(std::string system, Client& inner,
                                                     const Clock& clock, GuardOptions options) {
  return std::make_unique<Guarded>(std::move(system), inner, clock, options);
}

}  // namespace latchkey::http
