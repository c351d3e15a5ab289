#include "adapters/slack/retry_policy.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Call k_question = users_info("U1");
const Call k_post = post_message("C1", "", {.summary = "x", .blocks = {}});

std::optional<milliseconds> wait(const Call& call, ErrorKind kind, int failures,
                                 std::optional<seconds> retry_after = {},
                                 milliseconds waited = {}) {
  const Error error{.kind = kind, .what = "", .vendor_text = "", .retry_after = retry_after};
  return wait_before_retry(call, error, failures, waited);
}

TEST(RetryPolicy, WaitsAsLongAsSlackSaysThreeTimes) {
  EXPECT_EQ(wait(k_post, ErrorKind::rate_limited, 1, seconds{7}), seconds{7});
  EXPECT_EQ(wait(k_post, ErrorKind::rate_limited, 3, seconds{7}), seconds{7});
  EXPECT_EQ(wait(k_post, ErrorKind::rate_limited, 4, seconds{7}), std::nullopt);
}

TEST(RetryPolicy, WaitsLongerAndLongerWhereSlackSaysNothing) {
  EXPECT_EQ(wait(k_question, ErrorKind::rate_limited, 1), seconds{1});
  EXPECT_EQ(wait(k_question, ErrorKind::rate_limited, 2), seconds{2});
  EXPECT_EQ(wait(k_question, ErrorKind::rate_limited, 3), seconds{4});
}

TEST(RetryPolicy, LosesPatienceAfterHalfAMinuteInAll) {
  EXPECT_EQ(wait(k_question, ErrorKind::rate_limited, 1, seconds{31}), std::nullopt);
  EXPECT_EQ(wait(k_question, ErrorKind::rate_limited, 2, seconds{20}, seconds{20}), std::nullopt);
}

TEST(RetryPolicy, SendsAgainWhatWasNeverSent) {
  EXPECT_EQ(wait(k_post, ErrorKind::unreachable, 1), milliseconds{500});
  EXPECT_EQ(wait(k_post, ErrorKind::unreachable, 2), milliseconds{1'000});
  EXPECT_EQ(wait(k_post, ErrorKind::unreachable, 3), std::nullopt);
}

TEST(RetryPolicy, RepeatsOnlyWhatMayBeRepeatedWhenTheAnswerWasLost) {
  for (const auto kind : {ErrorKind::timed_out, ErrorKind::uncertain}) {
    EXPECT_EQ(wait(k_question, kind, 1), milliseconds{500});
    EXPECT_EQ(wait(k_question, kind, 3), std::nullopt);
    EXPECT_EQ(wait(k_post, kind, 1), std::nullopt);
  }
}

// Where that is in doubt, the answer is `uncertain` already.
TEST(RetryPolicy, SendsAgainWhatSlackSaysItDidNotDo) {
  EXPECT_EQ(wait(k_post, ErrorKind::unavailable, 1), milliseconds{500});
  EXPECT_EQ(wait(k_question, ErrorKind::unavailable, 2), milliseconds{1'000});
  EXPECT_EQ(wait(k_post, ErrorKind::unavailable, 3), std::nullopt);
}

TEST(RetryPolicy, NeverRepeatsWhatSlackUnderstoodAndRefused) {
  for (const auto kind : {ErrorKind::invalid, ErrorKind::refused, ErrorKind::not_found,
                          ErrorKind::misunderstood, ErrorKind::not_configured}) {
    EXPECT_EQ(wait(k_question, kind, 1), std::nullopt);
  }
}

TEST(RetryPolicy, LeavesCallsWithoutPatienceAlone) {
  EXPECT_EQ(wait(apps_connections_open(), ErrorKind::rate_limited, 1, seconds{1}), std::nullopt);
  EXPECT_EQ(wait(open_view("t", {}), ErrorKind::unreachable, 1), std::nullopt);
}

}  // namespace
}  // namespace latchkey::slack
