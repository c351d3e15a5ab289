#include "core/checks/reset_request.hpp"

#include "tests/core/checks/reset_requests.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ResetRequest, IsOkWhereTheResetFromHereWasUsed) {
  auto evidence = reset_here(k_now - hours{3});
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = Field<TimePoint>::empty();
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::ok);
  EXPECT_THAT(finding.summary, HasSubstr("used since"));
}

TEST(ResetRequest, IsNeverOkWhileAnotherLogCouldNotBeRead) {
  auto evidence = reset_here(k_now - hours{3});
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = Field<TimePoint>::empty();
  evidence.services[k_elsewhere].mail = unauthorized();
  EXPECT_EQ(first_finding(evidence).status, Status::info);
}

TEST(ResetRequest, HasExpiredWhereTheLinkArrivedAndWasNotUsedInTime) {
  const auto finding = first_finding(reset_here(k_now - hours{7}));
  EXPECT_EQ(finding.cause, Cause::reset_link_expired);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.headline, "the link in the newest reset mail has run out");
  EXPECT_THAT(finding.summary, HasSubstr("not used, and its link has run out"));
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_password_reset));
  EXPECT_EQ(first_finding(reset_here(k_now - hours{6} + minutes{1})).status, Status::info);
}

TEST(ResetRequest, HasOnlyLikelyExpiredWhereANewerOneMayNotBeVisibleYet) {
  auto evidence = reset_here(k_now - hours{7});
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = Field<TimePoint>{};
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_link_expired);
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::likely);
}

TEST(ResetRequest, HasOnlyPossiblyExpiredWhereSomethingDidNotAnswer) {
  auto evidence = reset_here(k_now - hours{7});
  evidence.services[k_elsewhere].mail = unauthorized();
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::possible);
  evidence = reset_here(k_now - hours{7});
  evidence.services[k_here].accounts = timed_out("CustomersDot");
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::possible);
}

// A link that never reached the customer did not run out on them.
TEST(ResetRequest, HasNotExpiredWhereItsMailDidNotArrive) {
  auto evidence = reset_here(k_now - hours{7});
  evidence.services[k_here].mail = history({bounced(k_reset, k_now - hours{7})});
  EXPECT_EQ(first_finding(evidence).status, Status::info);
}

TEST(ResetRequest, HasNotExpiredWithoutPasswordsOrForWhoJustSignedIn) {
  auto evidence = reset_here(k_now - hours{7});
  evidence.services[k_here].service.sign_in = SignIn::one_time_link;
  EXPECT_EQ(first_finding(evidence).status, Status::info);
  evidence = reset_here(k_now - hours{7});
  evidence.services[k_here].accounts->rows[0].current_sign_in_at = k_now - hours{8};
  EXPECT_EQ(first_finding(evidence).status, Status::info);
}

TEST(ResetRequest, MentionsThatOnlyTheNewestOfSeveralLinksWorks) {
  auto evidence = reset_here(k_now - hours{1});
  evidence.services[k_here].mail =
      history({delivered(k_reset, k_now - hours{1}), delivered(k_reset, k_now - hours{2}),
               delivered(k_reset, k_now - days{2})});
  const auto result = reset_request(evidence);
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[1].status, Status::info);
  EXPECT_EQ(result.findings[1].summary,
            "2 reset mails left within 6 hours: only the newest link works.");
}

TEST(ResetRequest, WasProbablyNeverMadeWhereNoResetMailLeftFromAnyDomain) {
  const auto finding = first_finding(sample_evidence());
  EXPECT_EQ(finding.cause, Cause::reset_not_requested);
  EXPECT_EQ(finding.confidence, Confidence::likely);
  EXPECT_EQ(finding.summary,
            "No reset mail left from customers.gitlab.com or mg.gitlab.com in the last 14 days "
            "(the newest half hour is not visible yet).");
  EXPECT_EQ(finding.headline, "the customer probably never asked for a reset");
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_password_reset));
  EXPECT_THAT(finding.evidence, SizeIs(2));
}

TEST(ResetRequest, SpeaksOfThisAddressAloneWhereAMailLeftForOneLikeIt) {
  auto evidence = sample_evidence();
  evidence.services[k_elsewhere].mail_to_look_alikes =
      history({delivered(k_reset, k_now - days{2})});
  EXPECT_EQ(first_finding(evidence).summary,
            "No reset mail left from customers.gitlab.com or mg.gitlab.com for this address in the "
            "last 14 days (the newest half hour is not visible yet).");
}

TEST(ResetRequest, WasCertainlyNeverMadeOnceTheWindowsLastHalfHourIsVisible) {
  auto evidence = sample_evidence();
  evidence.window.to = k_now - minutes{29};
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::likely);
  evidence.window.to = k_now - minutes{30};
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::certain);
}

TEST(ResetRequest, WasOnlyPossiblyNeverMadeWhereAnotherLogCouldNotBeRead) {
  auto evidence = sample_evidence();
  evidence.services[k_elsewhere].mail = unauthorized();
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.cause, Cause::reset_not_requested);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_EQ(finding.summary,
            "No reset mail left from customers.gitlab.com in the last 14 days; mg.gitlab.com "
            "could not be looked at.");
}

TEST(ResetRequest, WasOnlyPossiblyNeverMadeWhereAnotherLogWasCutOff) {
  auto evidence = sample_evidence();
  evidence.services[k_elsewhere].mail->complete = false;
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::possible);
}

TEST(ResetRequest, WasOnlyPossiblyNeverMadeWhereTheAccountsDidNotAnswer) {
  auto evidence = sample_evidence();
  evidence.services[k_here].accounts = timed_out("CustomersDot");
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::possible);
}

TEST(ResetRequest, WasOnlyPossiblyNeverMadeWhereTheWindowIsOlderThanTheLogs) {
  auto evidence = sample_evidence();
  evidence.window.from = k_now - days{60};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_THAT(finding.summary, HasSubstr("in the last 30 days"));
}

TEST(ResetRequest, IsSaidOfNoLongerTimeThanTheLogsKeepTheirLines) {
  auto evidence = sample_evidence();
  evidence.window.to = k_now - minutes{30};
  evidence.mail_log_retention = days{14};
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::certain);
  evidence.mail_log_retention = days{5};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_THAT(finding.summary, HasSubstr("in the last 4 days"));
  EXPECT_THAT(finding.evidence,
              Each(testing::Field(&EvidenceLine::what, HasSubstr("the last 4 days"))));
}

// "Never" would be too much.
TEST(ResetRequest, NamesATimeThatIsShorterThanUsual) {
  auto evidence = sample_evidence();
  evidence.mail_log_retention = days{5};
  evidence.window.from = k_now - days{5};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.confidence, Confidence::likely) << "all of it can be seen";
  EXPECT_EQ(finding.headline, "the customer probably never asked for a reset in the last 5 days");
}

TEST(ResetRequest, LacksNoMailThatTheLogHasForgotten) {
  auto evidence = sample_evidence();
  evidence.mail_log_retention = days{5};
  auto& noted = evidence.services[k_here].accounts->rows[0].reset_password_sent_at;
  noted = k_now - days{5};
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_not_requested);
  noted = k_now - days{5} - minutes{1};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "CustomersDot was asked for a reset 5 days ago; its mail log goes back 5 days only.");
}

TEST(ResetRequest, StaysUnansweredWhereTheLogOfThisServiceFailed) {
  auto evidence = sample_evidence();
  evidence.services[k_here].mail = unauthorized();
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "Mailgun: 401 unauthorized");
}

TEST(ResetRequest, StaysUnansweredWhereTheLogOfThisServiceWasCutOff) {
  auto evidence = sample_evidence();
  evidence.services[k_here].mail->complete = false;
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "Mail log of customers.gitlab.com was too long to be read to the end");
}

TEST(ResetRequest, IsOnlyMentionedWhereTheCustomerSignedInWithin24Hours) {
  auto evidence = sample_evidence();
  evidence.services[k_here].accounts->rows[0].current_sign_in_at = k_now - hours{24};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.cause, std::nullopt);
  EXPECT_THAT(finding.remedies, IsEmpty());
  evidence.services[k_here].accounts->rows[0].current_sign_in_at = k_now - hours{25};
  EXPECT_EQ(first_finding(evidence).status, Status::problem);
}

TEST(ResetRequest, IsOnlyMentionedWithoutItsMailWhereTheCustomerSignedInSince) {
  auto evidence = sample_evidence();
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = k_now - hours{8};
  evidence.services[k_here].accounts->rows[0].current_sign_in_at = k_now - hours{2};
  EXPECT_EQ(first_finding(evidence).status, Status::info);
}

TEST(ResetRequest, WasMadeWithoutAMailWhereOnlyTheAccountKnowsOfIt) {
  auto evidence = sample_evidence();
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = k_now - hours{8};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.cause, Cause::reset_not_requested);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_EQ(finding.summary,
            "CustomersDot was asked for a reset 8 hours ago, but its mail log shows no mail.");
}

TEST(ResetRequest, WaitsForAMailThatIsNotVisibleYet) {
  auto evidence = sample_evidence();
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = k_now - minutes{10};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "CustomersDot was asked for a reset 10 minutes ago; its mail is not visible in the "
            "log yet.");
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(ResetRequest, IsOkWithoutPasswordsWhereNothingWasReset) {
  auto evidence = sample_evidence();
  evidence.services[k_here].service.sign_in = SignIn::one_time_link;
  EXPECT_EQ(first_finding(evidence).status, Status::ok);
}

}  // namespace
}  // namespace latchkey
