#include "core/checks/email_change.hpp"

#include "core/remedies/resend_confirmation.hpp"
#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Account changing(Account row, const std::string& to) {
  row.unconfirmed_email = to;
  row.confirmation_sent_at = k_now - hours{3};
  return row;
}

TEST(EmailChange, IsAProblemWhereTheAccountsNewAddressWaits) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({changing(jane_account(), "jane@new.example")});
  const auto finding = only_finding(email_change(evidence));
  EXPECT_EQ(finding.status, Status::problem);
  EXPECT_EQ(finding.cause, Cause::email_change_unconfirmed);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.summary,
            "Jane Doe's CustomersDot account was to change to jane@new.example, which was not "
            "confirmed; until then it signs in with jane.doe@acme.example.");
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::resend_confirmation));
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(finding.evidence[0].at, k_now - hours{3});
}

TEST(EmailChange, IsAProblemWhereTheAddressWaitsOnSomebodysAccount) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts =
      found({changing(account("9", "old@acme.example"), "Jane.Doe@acme.example")});
  const auto finding = only_finding(email_change(evidence));
  EXPECT_EQ(finding.status, Status::problem);
  EXPECT_EQ(finding.cause, Cause::email_change_unconfirmed);
  EXPECT_EQ(finding.headline, "this address was never confirmed as the account's new one");
  EXPECT_THAT(finding.summary, HasSubstr("until then it signs in with old@acme.example"));
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::resend_confirmation));
}

TEST(EmailChange, OnlyMentionsAnotherAccountsChangeToAnAddressThatHasAnAccount) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows.push_back(
      changing(account("9", "old@acme.example"), jane().full()));
  const auto finding = only_finding(email_change(evidence));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("old@acme.example, is changing to this address"));
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(EmailChange, OffersNoResendWhereTheServiceHasNoConfirmationForm) {
  auto evidence = sample_evidence();
  evidence.services[0].service.confirmation_form = "";
  evidence.services[0].accounts = found({changing(jane_account(), "jane@new.example")});
  EXPECT_THAT(only_finding(email_change(evidence)).remedies, IsEmpty());
}

TEST(EmailChange, IsOkWhereNothingWaits) {
  EXPECT_EQ(only_finding(email_change(sample_evidence())).status, Status::ok);
}

TEST(EmailChange, StaysUnansweredWhenTheDirectoryTimesOut) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  const auto finding = only_finding(email_change(evidence));
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "CustomersDot did not answer within 10 s");
}

TEST(EmailChange, StaysUnansweredWhereTheColumnCouldNotBeRead) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].unconfirmed_email = Field<std::string>::unreadable();
  EXPECT_EQ(only_finding(email_change(evidence)).summary,
            "CustomersDot: unconfirmed_email could not be read");
}

// With no row to look at, the shape tells that a waiting address could not have been seen.
TEST(EmailChange, StaysUnansweredWithoutRowsWhereTheColumnCannotBeRead) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  evidence.services[0].accounts->shape.unconfirmed_email = Field<std::string>::unreadable();
  EXPECT_EQ(only_finding(email_change(evidence)).status, Status::unanswered);
}

// A web API that gave no row did not show which fields it has.
TEST(EmailChange, DoesNotApplyWhereNothingTellsWhetherTheServiceHasSuchAThing) {
  auto evidence = sample_evidence();
  AccountsFound none;
  none.shape_known = false;
  evidence.services[0].accounts = none;
  const auto result = email_change(evidence);
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_EQ(result.not_applicable->why, "CustomersDot has no account under this address");
}

TEST(EmailChange, DoesNotApplyWhereTheServiceHasNoSuchThing) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].unconfirmed_email = Field<std::string>{};
  const auto result = email_change(evidence);
  EXPECT_THAT(result.findings, IsEmpty());
  ASSERT_TRUE(result.not_applicable);
  EXPECT_EQ(result.not_applicable->why, "CustomersDot has no unconfirmed_email");
}

// "No" would be a guess, and the form might mail another account's link.
TEST(EmailChange, StaysUnansweredAndOffersNoResendWhereItMayWaitSomewhere) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  EXPECT_TRUE(may_resend_confirmation(evidence));
  evidence.services[0].accounts->waiting_unknown = Error{ErrorKind::timed_out, "too slow"};
  EXPECT_EQ(only_finding(email_change(evidence)).status, Status::unanswered);
  EXPECT_FALSE(may_resend_confirmation(evidence));
}

}  // namespace
}  // namespace latchkey
