#include "core/checks/account_confirmed.hpp"

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

Evidence with_unconfirmed_account() {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  return evidence;
}

TEST(AccountConfirmed, IsAProblemWhereTheAccountWasNeverConfirmed) {
  const auto finding = only_finding(account_confirmed(with_unconfirmed_account()));
  EXPECT_EQ(finding.status, Status::problem);
  EXPECT_EQ(finding.cause, Cause::account_unconfirmed);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.summary,
            "Jane Doe's CustomersDot account (2 days old) was never confirmed; no confirmation "
            "mail is in the log of the last 14 days.");
  auto evidence = with_unconfirmed_account();
  evidence.mail_log_retention = days{5};
  EXPECT_THAT(only_finding(account_confirmed(evidence)).summary,
              HasSubstr("in the log of the last 5 days"));
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(finding.evidence[0].source, "CustomersDot");
  EXPECT_EQ(finding.evidence[0].at, k_now - days{2});
  EXPECT_EQ(finding.evidence[0].link, "https://customers.gitlab.com/admin/customer/4711");
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::resend_confirmation));
}

TEST(AccountConfirmed, TellsHowTheConfirmationMailFared) {
  auto evidence = with_unconfirmed_account();
  auto lines = mail(k_confirmation, k_now - days{2},
                    {MailEventType::accepted, MailEventType::failed_permanently});
  lines.back().code = 550;
  lines.back().detail = "5.1.1 user unknown";
  evidence.services[0].mail = history({lines});
  const auto finding = only_finding(account_confirmed(evidence));
  EXPECT_THAT(finding.summary,
              HasSubstr("confirmation mail bounced 1 day ago: 550 5.1.1 user unknown"));
  ASSERT_THAT(finding.evidence, SizeIs(2));
  EXPECT_EQ(finding.evidence[0].source, "Mail log of customers.gitlab.com");
  EXPECT_EQ(finding.evidence[0].what, "confirmation mail bounced: 550 5.1.1 user unknown");
  EXPECT_EQ(finding.evidence[0].link, "https://mail.example/customers.gitlab.com");
}

TEST(AccountConfirmed, SaysNothingOfMailThatCouldNotBeLookedUp) {
  auto evidence = with_unconfirmed_account();
  evidence.services[0].mail = unauthorized();
  EXPECT_EQ(only_finding(account_confirmed(evidence)).summary,
            "Jane Doe's CustomersDot account (2 days old) was never confirmed.");
}

TEST(AccountConfirmed, OffersNoResendWhereTheServiceHasNoConfirmationForm) {
  auto evidence = with_unconfirmed_account();
  evidence.services[0].service.confirmation_form = "";
  EXPECT_THAT(only_finding(account_confirmed(evidence)).remedies, IsEmpty());
}

// Devise would mail the other account's link to this address.
TEST(AccountConfirmed, OffersNoResendWhereAnotherAccountWaitsForTheAddress) {
  auto evidence = with_unconfirmed_account();
  auto other = account("9", "old@acme.example");
  other.unconfirmed_email = jane().full();
  evidence.services[0].accounts->rows.push_back(other);
  EXPECT_THAT(only_finding(account_confirmed(evidence)).remedies, IsEmpty());
}

TEST(AccountConfirmed, IsOkWhereTheAccountWasConfirmed) {
  const auto finding = only_finding(account_confirmed(sample_evidence()));
  EXPECT_EQ(finding.status, Status::ok);
  EXPECT_EQ(finding.summary, "Jane Doe's CustomersDot account was confirmed 90 days ago.");
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(finding.evidence[0].at, k_now - days{90});
}

TEST(AccountConfirmed, StaysUnansweredWhenTheDirectoryTimesOut) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  const auto finding = only_finding(account_confirmed(evidence));
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.cause, std::nullopt);
  EXPECT_EQ(finding.summary, "CustomersDot did not answer within 10 s");
}

TEST(AccountConfirmed, StaysUnansweredWhereTheColumnCouldNotBeRead) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].confirmed_at = Field<TimePoint>::unreadable();
  const auto finding = only_finding(account_confirmed(evidence));
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "CustomersDot: confirmed_at could not be read");
}

TEST(AccountConfirmed, DoesNotApplyWhereTheServiceHasNoSuchThing) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].confirmed_at = Field<TimePoint>{};
  const auto result = account_confirmed(evidence);
  EXPECT_THAT(result.findings, IsEmpty());
  ASSERT_TRUE(result.not_applicable);
  EXPECT_EQ(result.not_applicable->why, "CustomersDot has no confirmed_at");
}

TEST(AccountConfirmed, DoesNotApplyWhereNoAccountHasTheAddress) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  const auto result = account_confirmed(evidence);
  EXPECT_THAT(result.findings, IsEmpty());
  ASSERT_TRUE(result.not_applicable);
  EXPECT_EQ(result.not_applicable->why, "CustomersDot has no account under this address");
}

// A web API that gave no row did not show which fields it has.
TEST(AccountConfirmed, NamesTheMissingAccountWhereNothingTellsWhichFieldsThereAre) {
  auto evidence = sample_evidence();
  AccountsFound none;
  none.shape_known = false;
  evidence.services[0].accounts = none;
  const auto result = account_confirmed(evidence);
  EXPECT_THAT(result.findings, IsEmpty());
  ASSERT_TRUE(result.not_applicable);
  EXPECT_EQ(result.not_applicable->why, "CustomersDot has no account under this address");
}

// Devise folds what is typed, so a sign-in finds the row that is stored in lower case.
TEST(AccountConfirmed, JudgesTheRowThatASignInFinds) {
  auto evidence = sample_evidence();
  auto capitals = unconfirmed(account("1", "Jane.Doe@Acme.example"));
  evidence.services[0].accounts = found({capitals, jane_account()});
  EXPECT_EQ(only_finding(account_confirmed(evidence)).status, Status::ok);
}

}  // namespace
}  // namespace latchkey
