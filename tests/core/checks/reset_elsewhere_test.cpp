// A reset that was asked for on another site than the one that the customer signs in to.
#include "tests/core/checks/reset_requests.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ResetRequest, IsElsewhereWhereTheOnlyResetMailLeftFromAnotherDomain) {
  const auto finding = first_finding(reset_elsewhere());
  EXPECT_EQ(finding.cause, Cause::reset_requested_elsewhere);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.summary,
            "The newest reset mail left from GitLab.com 2 hours ago; none from CustomersDot in "
            "the last 14 days.");
  EXPECT_EQ(finding.headline, "the reset was asked for on GitLab.com, not on CustomersDot");
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_password_reset));
  ASSERT_THAT(finding.evidence, SizeIs(2));
  EXPECT_EQ(finding.evidence[0].source, "Mail log of mg.gitlab.com");
  EXPECT_EQ(finding.evidence[0].what, "reset mail delivered");
  EXPECT_EQ(finding.evidence[0].link, "https://mail.example/mg.gitlab.com");
  EXPECT_EQ(finding.evidence[1].what, "no reset mail in the last 14 days");
}

TEST(ResetRequest, IsElsewhereWhereTheNewestResetMailLeftFromAnotherDomain) {
  auto evidence = reset_elsewhere();
  evidence.services[k_here].mail = history({delivered(k_reset, k_now - days{3})});
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.cause, Cause::reset_requested_elsewhere);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_THAT(finding.summary, HasSubstr("CustomersDot was last asked for one 3 days ago"));
}

TEST(ResetRequest, IsNotElsewhereWhereTheNewestResetMailLeftFromHere) {
  auto evidence = reset_here(k_now - hours{1});
  evidence.services[k_elsewhere].mail = history({delivered(k_reset, k_now - hours{2})});
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "The newest reset mail is CustomersDot's own: delivered 59 minutes ago, not used yet.");
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(ResetRequest, TellsKindsBySubjectOfTheServiceThatSentIt) {
  auto evidence = sample_evidence();
  evidence.services[k_elsewhere].mail =
      history({delivered("Confirmation instructions", k_now - hours{2}),
               delivered("Your invoice", k_now - hours{3})});
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_not_requested);
}

TEST(ResetRequest, CountsAnOpenedMailOfWhichNothingElseIsLeft) {
  auto evidence = reset_elsewhere();
  evidence.services[k_elsewhere].mail =
      history({mail(k_reset, k_now - hours{2}, {MailEventType::failed_permanently})});
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_requested_elsewhere);
}

TEST(ResetRequest, DoesNotCountARejectedMailElsewhereAsLeft) {
  auto evidence = sample_evidence();
  evidence.services[k_elsewhere].mail =
      history({mail(k_reset, k_now - hours{2}, {MailEventType::rejected})});
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_not_requested);
}

TEST(ResetRequest, IsOnlyPossiblyElsewhereWhereTheCustomerHasSignedInHereSince) {
  auto evidence = reset_elsewhere();
  evidence.services[k_here].accounts->rows[0].current_sign_in_at = k_now - hours{1};
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.cause, Cause::reset_requested_elsewhere);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_THAT(finding.summary, HasSubstr("the customer has signed in there since"));
}

TEST(ResetRequest, IsOnlyPossiblyElsewhereWhereTheAccountsDidNotAnswer) {
  auto evidence = reset_elsewhere();
  evidence.services[k_here].accounts = timed_out("CustomersDot");
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_THAT(finding.remedies, IsEmpty());
}

// Who signs in through that site asked in the right place, and the mail is what went wrong.
TEST(ResetRequest, IsNotElsewhereWhereTheProvidersOwnMailFailed) {
  auto evidence = reset_elsewhere();
  auto& row = evidence.services[k_here].accounts->rows[0];
  row.provider = std::string{"gitlab"};
  row.has_password = false;
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_requested_elsewhere);
  evidence.services[k_elsewhere].mail = history({bounced(k_reset, k_now - hours{2})});
  EXPECT_EQ(first_finding(evidence).status, Status::info);
}

TEST(ResetRequest, StaysUnansweredWhereANewerMailFromHereCouldNotBeSeen) {
  auto evidence = reset_elsewhere();
  evidence.services[k_here].mail = unauthorized();
  const auto result = reset_request(evidence);
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[0].status, Status::info);
  EXPECT_THAT(result.findings[0].summary, HasSubstr("whether a newer one left from CustomersDot"));
  EXPECT_EQ(result.findings[1].status, Status::unanswered);
  EXPECT_EQ(result.findings[1].summary, "Mailgun: 401 unauthorized");
}

TEST(ResetRequest, IsDecidedByTheAccountWhereTheLogOfThisServiceCouldNotBeRead) {
  auto evidence = reset_elsewhere();
  evidence.services[k_here].mail = unauthorized();
  auto& noted = evidence.services[k_here].accounts->rows[0].reset_password_sent_at;
  noted = k_now - days{1};
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_requested_elsewhere);
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::possible);
  noted = k_now - hours{1};
  EXPECT_EQ(first_finding(evidence).status, Status::info);
}

TEST(ResetRequest, IsDecidedByALogThatWasReadBackToTheResetElsewhere) {
  auto evidence = reset_elsewhere();
  auto cut = history({delivered("Your invoice", k_now - hours{5})});
  cut.complete = false;
  evidence.services[k_here].mail = cut;
  EXPECT_EQ(first_finding(evidence).cause, Cause::reset_requested_elsewhere);
  EXPECT_EQ(first_finding(evidence).confidence, Confidence::certain);
}

TEST(ResetRequest, IsElsewhereWithoutPasswordsToo) {
  auto evidence = reset_elsewhere();
  evidence.services[k_here].service.sign_in = SignIn::one_time_link;
  const auto finding = first_finding(evidence);
  EXPECT_EQ(finding.cause, Cause::reset_requested_elsewhere);
  EXPECT_THAT(finding.summary, HasSubstr("CustomersDot has no passwords to reset: sign in with "
                                         "GitLab.com, or with a sign-in link."));
  EXPECT_THAT(finding.remedies, IsEmpty());
  evidence.services[k_here].service.sign_in_link_form = "/customers/sign_in_link/new";
  EXPECT_THAT(first_finding(evidence).remedies, ElementsAre(RemedyId::send_sign_in_link));
}

}  // namespace
}  // namespace latchkey
