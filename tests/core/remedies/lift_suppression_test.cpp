#include "core/remedies/lift_suppression.hpp"

#include "core/remedies/suppression_remedies.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;

Evidence on_bounces(std::string error = "mailbox disabled") {
  auto evidence = sample_evidence();
  evidence.services[0].suppressions = listed({bounce_row(k_now - days{12}, std::move(error))});
  return evidence;
}

TEST(LiftSuppression, IsOfferedForABounce) {
  EXPECT_TRUE(may_lift_suppression(on_bounces()));
  EXPECT_FALSE(has_no_mailbox(on_bounces()));
  EXPECT_FALSE(may_lift_suppression(sample_evidence()));
}

// They are the customer's will: remedies of their own, which come before a bounce.
TEST(LiftSuppression, IsNeverOfferedForComplaintsAndUnsubscribes) {
  for (const auto list : {SuppressionList::complaints, SuppressionList::unsubscribes}) {
    auto evidence = sample_evidence();
    Suppression row;
    row.list = list;
    evidence.services[0].suppressions = listed({row});
    EXPECT_FALSE(may_lift_suppression(evidence));
    evidence.services[0].suppressions = listed({row, bounce_row(k_now)});
    EXPECT_FALSE(may_lift_suppression(evidence)) << "mail would be held back all the same";
    EXPECT_EQ(lifts(evidence), std::vector{lift_of(list)});
    EXPECT_TRUE(is_against_wish(lift_of(list)));
  }
}

TEST(LiftSuppression, IsOfferedOnlyWhereTheNextMailWouldLeaveFromThatDomain) {
  auto evidence = sample_evidence();
  evidence.services[1].suppressions = listed({bounce_row(k_now - days{12})});
  EXPECT_FALSE(may_lift_suppression(evidence));
  evidence = on_bounces();
  evidence.services[0].accounts = found({});
  EXPECT_FALSE(may_lift_suppression(evidence)) << "nobody would get a mail";
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_FALSE(may_lift_suppression(evidence)) << "nobody knows who would get one";
}

TEST(LiftSuppression, IsNotOfferedWhereTheListIsIgnoredOrWasNotRead) {
  auto evidence = on_bounces();
  evidence.services[0].service.sent_despite_suppression = {MailKind::reset};
  EXPECT_FALSE(may_lift_suppression(evidence));
  evidence.services[0].mail = history({suppressed(k_reset, k_now - hours{2})});
  EXPECT_TRUE(may_lift_suppression(evidence)) << "it was held back all the same";
  evidence.services[0].mail = history({suppressed("Your invoice", k_now - hours{2})});
  EXPECT_FALSE(may_lift_suppression(evidence)) << "of a reset that shows nothing";
  evidence = on_bounces();
  evidence.services[0].suppressions = unauthorized();
  EXPECT_FALSE(may_lift_suppression(evidence));
}

// A button whose mail would be held back helps nobody.
TEST(LiftSuppression, KnowsWhichMailWouldBeHeldBackAllTheSame) {
  auto evidence = on_bounces();
  EXPECT_FALSE(is_held_back(evidence, RemedyId::send_password_reset)) << "it may be lifted";
  Suppression complaint;
  complaint.list = SuppressionList::complaints;
  evidence.services[0].suppressions = listed({complaint});
  EXPECT_TRUE(is_held_back(evidence, RemedyId::send_password_reset));
  EXPECT_FALSE(is_held_back(evidence, RemedyId::resend_confirmation)) << "to the changed address";
  EXPECT_FALSE(is_held_back(evidence, RemedyId::lift_suppression));
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  EXPECT_TRUE(is_held_back(evidence, RemedyId::resend_confirmation));
}

TEST(LiftSuppression, SeesThatThereIsNoMailboxInTheRowOrInTheLog) {
  EXPECT_TRUE(has_no_mailbox(on_bounces("5.1.1 user unknown")));
  EXPECT_FALSE(has_no_mailbox(on_bounces("5.2.1 mailbox disabled")));
  auto evidence = on_bounces("");
  evidence.services[0].mail = history({bounced(k_reset, k_now - hours{2})});
  EXPECT_TRUE(has_no_mailbox(evidence));
}

TEST(LiftSuppression, LiftsABounceWhereNothingElseHoldsTheMailBack) {
  EXPECT_EQ(lifts(on_bounces()), std::vector{RemedyId::lift_suppression});
  EXPECT_TRUE(lifts(sample_evidence()).empty());
  EXPECT_FALSE(is_against_wish(RemedyId::lift_suppression));
}

}  // namespace
}  // namespace latchkey
