#include "core/checks/login_activated.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;

Evidence with_login(Field<bool> activated) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].login_activated = activated;
  return evidence;
}

TEST(LoginActivated, IsAProblemWhereItIsSwitchedOff) {
  const auto finding = only_finding(login_activated(with_login(false)));
  EXPECT_EQ(finding.cause, Cause::login_not_activated);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.evidence.at(0).what, "login_activated is false");
  EXPECT_THAT(finding.remedies, testing::IsEmpty());
}

TEST(LoginActivated, IsLikelyAProblemWhereItIsEmpty) {
  const auto finding = only_finding(login_activated(with_login(Field<bool>::empty())));
  EXPECT_EQ(finding.cause, Cause::login_not_activated);
  EXPECT_EQ(finding.confidence, Confidence::likely);
}

TEST(LoginActivated, IsOkWhereItIsOn) {
  EXPECT_EQ(only_finding(login_activated(with_login(true))).status, Status::ok);
}

TEST(LoginActivated, StaysUnansweredWhereItCannotTell) {
  auto evidence = with_login(Field<bool>::unreadable());
  EXPECT_EQ(only_finding(login_activated(evidence)).summary,
            "CustomersDot: login_activated could not be read");
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_EQ(only_finding(login_activated(evidence)).status, Status::unanswered);
}

TEST(LoginActivated, DoesNotApplyWithoutTheFieldOrAnAccount) {
  EXPECT_EQ(login_activated(sample_evidence()).not_applicable->why,
            "CustomersDot has no login_activated");
  auto evidence = sample_evidence();
  evidence.services[0].accounts->shape.login_activated = Field<bool>::empty();
  evidence.services[0].accounts->rows.clear();
  EXPECT_EQ(login_activated(evidence).not_applicable->check, "login_activated");
}

}  // namespace
}  // namespace latchkey
