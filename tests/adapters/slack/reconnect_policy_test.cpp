#include "adapters/slack/reconnect_policy.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = ConnectionEvent::Kind;
using Next = ConnectionAction::Next;
using Reason = Disconnect::Reason;

/// Without jitter each wait is the whole back-off.
ReconnectPolicy policy(double jitter = 1.0) {
  return ReconnectPolicy{Backoff{}, [jitter] { return jitter; }};
}

ConnectionEvent told(Reason reason, seconds age = minutes{10}) {
  return announced({.reason = reason}, age);
}

ConnectionEvent failed(ErrorKind kind, std::optional<seconds> retry_after = {}) {
  return not_opened({.kind = kind, .what = "", .vendor_text = "", .retry_after = retry_after});
}

ConnectionAction dial(milliseconds wait) {
  return {.next = Next::dial, .wait = wait};
}

// One test for each row of the table.

TEST(ReconnectPolicy, ServesAfterHello) {
  EXPECT_EQ(policy().next({.kind = Kind::hello}), (ConnectionAction{.next = Next::serve}));
}

TEST(ReconnectPolicy, DialsASuccessorAtOnceWhenARefreshIsAnnounced) {
  EXPECT_EQ(policy().next(told(Reason::refresh)), dial(milliseconds{0}));
}

TEST(ReconnectPolicy, ClosesFirstAndWaitsTenSecondsWhereThereAreTooManyConnections) {
  auto it = policy();
  EXPECT_EQ(it.next(told(Reason::too_many, seconds{0})),
            (ConnectionAction{.next = Next::close_then_dial, .wait = seconds{11}}));
  EXPECT_EQ(it.next(told(Reason::too_many, seconds{0})),
            (ConnectionAction{.next = Next::close_then_dial, .wait = seconds{12}}));
}

TEST(ReconnectPolicy, ClosesAllAndWaitsMinutesWhereSocketModeIsSwitchedOff) {
  EXPECT_EQ(policy().next(told(Reason::switched_off)),
            (ConnectionAction{.next = Next::close_all_then_dial, .wait = seconds{181}}));
}

TEST(ReconnectPolicy, ComesBackSoonAfterAConnectionThatJustEnded) {
  EXPECT_EQ(policy().next({.kind = Kind::ended, .age = minutes{10}}), dial(seconds{1}));
}

// DNS, network, TLS, HTTP errors, an upgrade that is refused, no hello in time.
TEST(ReconnectPolicy, TriesForEverWhateverKeepsAConnectionFromComingAbout) {
  for (const auto kind :
       {ErrorKind::unreachable, ErrorKind::timed_out, ErrorKind::unavailable,
        ErrorKind::misunderstood, ErrorKind::uncertain, ErrorKind::invalid, ErrorKind::not_found}) {
    EXPECT_EQ(failed(kind).kind, Kind::failed);
    EXPECT_EQ(policy().next(failed(kind)), dial(seconds{1}));
  }
}

TEST(ReconnectPolicy, WaitsAsToldAndThenSomeWhereItAskedTooOften) {
  const auto event = failed(ErrorKind::rate_limited, seconds{30});
  EXPECT_EQ(event.kind, Kind::told_to_wait);
  EXPECT_EQ(policy().next(event), dial(seconds{31}));
  EXPECT_EQ(policy().next(failed(ErrorKind::rate_limited)), dial(seconds{1}));
}

TEST(ReconnectPolicy, StopsWhereSlackRefusesTheToken) {
  EXPECT_EQ(policy().next(failed(ErrorKind::refused)), (ConnectionAction{.next = Next::stop}));
}

// The back-off.

TEST(ReconnectPolicy, DoublesTheWaitUpToFiveMinutes) {
  auto it = policy();
  for (const int wait : {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}) {
    EXPECT_EQ(it.next(failed(ErrorKind::unreachable)), dial(seconds{wait}));
  }
}

TEST(ReconnectPolicy, SpreadsItsWaits) {
  EXPECT_EQ(policy(0.0).next(failed(ErrorKind::unreachable)), dial(milliseconds{500}));
  EXPECT_EQ(policy(0.5).next(failed(ErrorKind::unreachable)), dial(milliseconds{750}));
}

TEST(ReconnectPolicy, StartsAnewAfterAConnectionThatHeld) {
  auto it = policy();
  for (int i = 0; i < 5; ++i) it.next(failed(ErrorKind::unreachable));
  it.next({.kind = Kind::hello});
  EXPECT_EQ(it.next({.kind = Kind::ended, .age = seconds{30}}), dial(seconds{1}));
}

TEST(ReconnectPolicy, CountsOnWhereTheConnectionEndsRightAfterItsHello) {
  auto it = policy();
  it.next(failed(ErrorKind::unreachable));
  it.next({.kind = Kind::hello});
  EXPECT_EQ(it.next({.kind = Kind::ended, .age = seconds{1}}), dial(seconds{2}));
}

// A Slack that greets and refreshes at once must not be dialled in a fast loop; nor may the wait
// outlast the ten seconds' notice that it gives, however often it does so.
TEST(ReconnectPolicy, DialsInTimeWhereConnectionsAreRefreshedOverAndOver) {
  auto it = policy();
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(it.next(told(Reason::refresh, seconds{1})), dial(seconds{1}));
  }
  EXPECT_EQ(it.next({.kind = Kind::ended, .age = seconds{1}}), dial(seconds{1}))
      << "a refresh is no failure";
}

}  // namespace
}  // namespace latchkey::slack
