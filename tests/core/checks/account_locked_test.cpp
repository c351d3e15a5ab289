#include "core/checks/account_locked.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::IsEmpty;

Evidence locked_at(Field<TimePoint> at) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].locked_at = at;
  return evidence;
}

TEST(AccountLocked, IsAProblemUntilUnlockInIsOver) {
  auto evidence = locked_at(k_now - minutes{20});
  evidence.services[0].accounts->rows[0].failed_attempts = 20;
  const auto finding = only_finding(account_locked(evidence));
  EXPECT_EQ(finding.cause, Cause::account_locked);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.summary,
            "Jane Doe's CustomersDot account is locked after 20 failed attempts, since 20 minutes "
            "ago; it ends by itself in 40 minutes.");
  EXPECT_EQ(finding.headline, "the account is locked after 20 failed attempts");
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_password_reset));
  EXPECT_EQ(only_finding(account_locked(locked_at(k_now - minutes{59}))).status, Status::problem);
}

TEST(AccountLocked, IsOkOnceTheLockHasRunOut) {
  const auto finding = only_finding(account_locked(locked_at(k_now - minutes{60})));
  EXPECT_EQ(finding.status, Status::ok);
  EXPECT_EQ(finding.summary, "The lock of 1 hour ago has run out.");
}

TEST(AccountLocked, NeverRunsOutWhereOnlyAMailUnlocks) {
  auto evidence = locked_at(k_now - days{400});
  evidence.services[0].service.unlock_in = std::nullopt;
  const auto finding = only_finding(account_locked(evidence));
  EXPECT_EQ(finding.cause, Cause::account_locked);
  EXPECT_THAT(finding.summary, testing::HasSubstr("only the mail that unlocks it, or a person"));
}

TEST(AccountLocked, BelievesAStateThatSaysSo) {
  auto evidence = sample_evidence();
  for (const std::string word : {"locked", "Locked"}) {
    evidence.services[0].accounts->rows[0].state = word;
    EXPECT_EQ(only_finding(account_locked(evidence)).cause, Cause::account_locked) << word;
  }
}

TEST(AccountLocked, IsOkWhereItIsNotLocked) {
  EXPECT_EQ(only_finding(account_locked(locked_at(Field<TimePoint>::empty()))).status, Status::ok);
}

TEST(AccountLocked, StaysUnansweredWhereItCannotTell) {
  auto evidence = locked_at(Field<TimePoint>::unreadable());
  EXPECT_EQ(only_finding(account_locked(evidence)).summary,
            "CustomersDot: locked_at could not be read");
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_EQ(only_finding(account_locked(evidence)).status, Status::unanswered);
}

TEST(AccountLocked, DoesNotApplyWithoutTheFieldOrAnAccount) {
  EXPECT_EQ(account_locked(sample_evidence()).not_applicable->why, "CustomersDot has no locked_at");
  auto evidence = sample_evidence();
  evidence.services[0].accounts->shape.locked_at = Field<TimePoint>::empty();
  evidence.services[0].accounts->rows.clear();
  EXPECT_EQ(account_locked(evidence).not_applicable->check, "account_locked");
}

}  // namespace
}  // namespace latchkey
