#include "adapters/http/circuit_breaker.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace latchkey::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Outcome = CircuitBreaker::Outcome;
using Permit = CircuitBreaker::Permit;
using BreakerPhase = CircuitBreaker::State;

constexpr CircuitBreaker::Time k_noon{std::chrono::hours{12}};

/// Five failures open it for 5 s, then 10 s, at most 15 s.
class CircuitBreakerTest : public testing::Test {
 protected:
  Permit asks(bool may_be_trial = true) { return breaker_.permit(now_, may_be_trial); }
  void fails(Permit permit = Permit::normal) { breaker_.ended(permit, Outcome::failed, now_); }
  void answers(Permit permit = Permit::normal) { breaker_.ended(permit, Outcome::answered, now_); }
  void opens() {
    for (int i = 0; i < 5; ++i) fails();
  }
  [[nodiscard]] BreakerPhase state() const { return breaker_.state(now_); }

  CircuitBreaker::Time now_ = k_noon;
  CircuitBreaker breaker_{{.failures_to_open = 5,
                           .together = milliseconds{0},
                           .first_pause = seconds{5},
                           .longest_pause = seconds{15},
                           .longest_limit = minutes{10}}};
};

TEST_F(CircuitBreakerTest, IsClosedAtFirst) {
  EXPECT_EQ(state(), BreakerPhase::closed);
  EXPECT_EQ(asks(), Permit::normal);
  EXPECT_EQ(asks(false), Permit::normal);
}

TEST_F(CircuitBreakerTest, OpensWithTheFifthFailureInARow) {
  for (int i = 0; i < 4; ++i) fails();
  EXPECT_EQ(state(), BreakerPhase::closed);
  now_ += seconds{1};
  fails();
  EXPECT_EQ(state(), BreakerPhase::open);
  EXPECT_EQ(asks(), Permit::refused);
  EXPECT_EQ(breaker_.failing_since(), k_noon);
  EXPECT_EQ(breaker_.next_try(), k_noon + seconds{6});
}

// A diagnosis asks a dozen questions at once: in a hiccup they fail together.
TEST_F(CircuitBreakerTest, CountsWhatFailsTogetherOnce) {
  breaker_ = CircuitBreaker{{.failures_to_open = 3, .together = milliseconds{100}}};
  for (int i = 0; i < 12; ++i) {
    fails();
    now_ += milliseconds{1};
  }
  now_ = k_noon + milliseconds{100};
  for (int i = 0; i < 12; ++i) fails();
  EXPECT_EQ(state(), BreakerPhase::closed);
  now_ += milliseconds{100};
  fails();
  EXPECT_EQ(state(), BreakerPhase::open);
  EXPECT_EQ(breaker_.failing_since(), k_noon);
}

TEST_F(CircuitBreakerTest, CountsAnewAfterAnAnswer) {
  for (int i = 0; i < 4; ++i) fails();
  answers();
  now_ += seconds{1};
  for (int i = 0; i < 4; ++i) fails();
  EXPECT_EQ(state(), BreakerPhase::closed);
  fails();
  EXPECT_EQ(state(), BreakerPhase::open);
  EXPECT_EQ(breaker_.failing_since(), k_noon + seconds{1});
}

TEST_F(CircuitBreakerTest, LetsOneTrialThroughAfterThePause) {
  opens();
  now_ += seconds{5} - milliseconds{1};
  EXPECT_EQ(asks(), Permit::refused);
  now_ += milliseconds{1};
  EXPECT_EQ(state(), BreakerPhase::half_open);
  EXPECT_FALSE(breaker_.would_refuse(now_, true)) << "asking for it does not take it";
  EXPECT_EQ(asks(), Permit::trial);
  EXPECT_EQ(asks(), Permit::refused);
}

// A form must not find out whether a system is there: it would be in doubt.
TEST_F(CircuitBreakerTest, LetsNothingBeTheTrialThatMustNotBeInDoubt) {
  opens();
  now_ += seconds{5};
  EXPECT_EQ(asks(false), Permit::refused);
  EXPECT_EQ(asks(true), Permit::trial);
}

TEST_F(CircuitBreakerTest, ClosesWithATrialThatIsAnswered) {
  opens();
  now_ += seconds{5};
  answers(asks());
  EXPECT_EQ(state(), BreakerPhase::closed);
  EXPECT_EQ(asks(false), Permit::normal);
}

TEST_F(CircuitBreakerTest, OpensForLongerWithEachTrialThatFails) {
  opens();
  for (const auto pause : {seconds{5}, seconds{10}, seconds{15}, seconds{15}}) {
    EXPECT_EQ(breaker_.next_try() - now_, pause);
    now_ += pause;
    fails(asks());
    EXPECT_EQ(state(), BreakerPhase::open);
  }
  EXPECT_EQ(breaker_.failing_since(), k_noon) << "no answer since";
}

TEST_F(CircuitBreakerTest, BeginsWithAShortPauseAgainOnceItWasClosed) {
  opens();
  now_ += seconds{5};
  fails(asks());
  now_ += seconds{10};
  answers(asks());
  opens();
  EXPECT_EQ(breaker_.next_try() - now_, seconds{5});
}

// Its coroutine was cancelled, or it was never sent: the next one must be able to try.
TEST_F(CircuitBreakerTest, LetsAnotherTrialThroughWhereOneCameToNothing) {
  opens();
  now_ += seconds{5};
  breaker_.ended(asks(), Outcome::nothing_learned, now_);
  EXPECT_EQ(state(), BreakerPhase::half_open);
  EXPECT_EQ(asks(), Permit::trial);
}

// A hundred may be under way when it opens.
TEST_F(CircuitBreakerTest, IsNotOpenedForLongerByWhatWasSentBefore) {
  opens();
  now_ += seconds{4};
  fails();
  EXPECT_EQ(breaker_.next_try(), k_noon + seconds{5});
  now_ += seconds{1};
  fails();
  EXPECT_EQ(state(), BreakerPhase::half_open);
}

TEST_F(CircuitBreakerTest, ClosesWithAnyAnswer) {
  opens();
  answers();
  EXPECT_EQ(state(), BreakerPhase::closed);
}

TEST_F(CircuitBreakerTest, RefusesForAsLongAsTheSystemAskedFor) {
  breaker_.limited(seconds{30}, now_);
  EXPECT_EQ(state(), BreakerPhase::limited);
  EXPECT_EQ(asks(), Permit::refused);
  EXPECT_EQ(breaker_.next_try(), k_noon + seconds{30});
  answers();
  EXPECT_EQ(state(), BreakerPhase::limited) << "an answer that was under way already";
  now_ += seconds{30};
  EXPECT_EQ(state(), BreakerPhase::closed) << "the system is not down: no trial";
  EXPECT_EQ(asks(), Permit::normal);
}

TEST_F(CircuitBreakerTest, IsNotLimitedForLessByASecondAnswer) {
  breaker_.limited(seconds{30}, now_);
  breaker_.limited(seconds{10}, now_);
  EXPECT_EQ(breaker_.next_try(), k_noon + seconds{30});
}

TEST_F(CircuitBreakerTest, IsNotLimitedForHours) {
  breaker_.limited(minutes{59}, now_);
  EXPECT_EQ(breaker_.next_try(), k_noon + minutes{10});
}

// What counts, a row each: a refused key must never read as a system that is down.
TEST(CircuitBreakerOutcome, IsAFailureOnlyWhereTheSystemDidNotAnswer) {
  const std::vector<std::pair<Expected<Response>, Outcome>> rows = {
      {Response{200, {}, ""}, Outcome::answered},
      {Response{302, {}, ""}, Outcome::answered},
      {Response{400, {}, ""}, Outcome::answered},
      {Response{401, {}, ""}, Outcome::answered},
      {Response{404, {}, ""}, Outcome::answered},
      {Response{429, {}, ""}, Outcome::answered},
      {Response{500, {}, ""}, Outcome::failed},
      {Response{503, {}, ""}, Outcome::failed},
      {Error{ErrorKind::unreachable, ""}, Outcome::failed},
      {Error{ErrorKind::timed_out, ""}, Outcome::failed},
      {Error{ErrorKind::uncertain, ""}, Outcome::failed},
      {Error{ErrorKind::misunderstood, ""}, Outcome::answered},
      {Error{ErrorKind::invalid, ""}, Outcome::nothing_learned},
  };
  for (const auto& [answer, outcome] : rows) {
    const auto trace = answer ? std::to_string(answer->status)
                              : "kind " + std::to_string(static_cast<int>(answer.error().kind));
    EXPECT_EQ(outcome_of(answer, seconds{10}, seconds{1}), outcome) << trace;
  }
}

// Where a flood waits for its turn, what is left of a deadline says nothing about the system.
TEST(CircuitBreakerOutcome, IsNoFailureWhereWeGaveItNoTime) {
  const Expected<Response> late = Error{ErrorKind::timed_out, ""};
  EXPECT_EQ(outcome_of(late, milliseconds{999}, seconds{1}), Outcome::nothing_learned);
  EXPECT_EQ(outcome_of(late, milliseconds{1000}, seconds{1}), Outcome::failed);
  const Expected<Response> nobody = Error{ErrorKind::unreachable, ""};
  EXPECT_EQ(outcome_of(nobody, milliseconds{10}, seconds{1}), Outcome::failed);
}

}  // namespace
}  // namespace latchkey::http
