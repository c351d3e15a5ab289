#include "core/checks/mail_delivery.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Jane asked for a reset and did not use it, and this is what CustomersDot's log has.
Evidence with_mail(std::initializer_list<std::vector<MailEvent>> mails) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - hours{2};
  evidence.services[0].mail = history(mails);
  return evidence;
}

Finding judged_mail(const Evidence& evidence) {
  return only_finding(mail_delivery(evidence));
}

std::vector<MailEvent> retried(TimePoint at) {
  auto lines = mail(k_reset, at, {MailEventType::accepted, MailEventType::failed_temporarily});
  lines.back().code = 450;
  lines.back().reason = "greylisted";
  return lines;
}

TEST(MailDelivery, IsABounceWhereTheServerRefusedTheMail) {
  const auto finding = judged_mail(with_mail({bounced(k_reset, k_now - hours{2})}));
  EXPECT_EQ(finding.status, Status::problem);
  EXPECT_EQ(finding.cause, Cause::mail_bounced);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.headline, "the reset mail bounced");
  EXPECT_EQ(finding.summary,
            "The newest reset mail from CustomersDot bounced 1 hour ago: 550 5.1.1 user unknown.");
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(finding.evidence[0].source, "Mail log of customers.gitlab.com");
  EXPECT_EQ(finding.evidence[0].what, "reset mail bounced: 550 5.1.1 user unknown");
}

// The row that this very bounce made is no second cause.
TEST(MailDelivery, TakesTheRowThatTheBounceMadeAsItsOwn) {
  auto evidence = with_mail({bounced(k_reset, k_now - hours{2})});
  evidence.services[0].suppressions = listed({bounce_row(k_now - hours{2})});
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.cause, Cause::mail_bounced);
  EXPECT_THAT(finding.summary, HasSubstr("it is on the bounce list"));
  ASSERT_THAT(finding.evidence, SizeIs(2));
  EXPECT_EQ(finding.evidence[1].source, "Suppression lists of customers.gitlab.com");
  EXPECT_EQ(finding.evidence[1].what, "on the bounce list: 550 5.1.1 user unknown");
  EXPECT_THAT(finding.remedies,
              ElementsAre(RemedyId::lift_suppression, RemedyId::send_password_reset));
}

TEST(MailDelivery, IsABounceWhereTheMailWasGivenUpAfterItsRetries) {
  auto old = retried(k_now - hours{9});
  auto end = failed(k_reset, k_now - hours{1}, "old", 602, "Too old").back();
  end.message_id = old.front().message_id;
  old.push_back(end);
  const auto finding = judged_mail(with_mail({old}));
  EXPECT_EQ(finding.cause, Cause::mail_bounced);
  EXPECT_EQ(finding.headline, "the reset mail was given up after its retries");
  EXPECT_THAT(finding.evidence.at(0).what, HasSubstr("450 greylisted")) << "the real cause";
}

TEST(MailDelivery, IsABlockWhereOurSendingAddressWasRefused) {
  const auto finding = judged_mail(
      with_mail({failed(k_reset, k_now - hours{2}, "bounce", 554, "5.7.1 listed at spamhaus")}));
  EXPECT_EQ(finding.cause, Cause::mail_blocked);
  EXPECT_THAT(finding.summary, HasSubstr("not the customer's doing"));
  EXPECT_THAT(finding.remedies, IsEmpty()) << "another mail would be refused alike";
}

TEST(MailDelivery, IsASuppressionWhereTheMailWasHeldBack) {
  auto evidence = with_mail({suppressed(k_reset, k_now - hours{2})});
  evidence.services[0].suppressions = listed({bounce_row(k_now - days{12}, "mailbox disabled")});
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.cause, Cause::mail_suppressed);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.headline, "the reset mail was held back by a suppression list");
  EXPECT_THAT(finding.summary, HasSubstr("It is on the bounce list, put there 12 days "
                                         "ago: 550 mailbox disabled."));
  EXPECT_THAT(finding.remedies,
              ElementsAre(RemedyId::lift_suppression, RemedyId::send_password_reset));
}

// The log shows that an address was suppressed, the list that it is.
TEST(MailDelivery, OffersTheMailAloneWhereTheRowIsGoneAgain) {
  const auto finding = judged_mail(with_mail({suppressed(k_reset, k_now - hours{2})}));
  EXPECT_EQ(finding.cause, Cause::mail_suppressed);
  EXPECT_THAT(finding.summary, HasSubstr("on no list any more"));
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_password_reset));
}

TEST(MailDelivery, LiftsNothingWhereTheListsCouldNotBeAsked) {
  auto evidence = with_mail({suppressed(k_reset, k_now - hours{2})});
  evidence.services[0].suppressions = unauthorized();
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.cause, Cause::mail_suppressed);
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_password_reset));
}

// Complaints and unsubscribes are the customer's will.
TEST(MailDelivery, LiftsWhatTheCustomerWantedBeforeABounceAndSendsNothing) {
  auto evidence =
      with_mail({failed(k_reset, k_now - hours{2}, "suppress-complaint", 607, "complained")});
  Suppression complaint;
  complaint.list = SuppressionList::complaints;
  complaint.created_at = k_now - days{3};
  evidence.services[0].suppressions = listed({complaint, bounce_row(k_now - days{12})});
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.cause, Cause::mail_suppressed);
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::lift_complaint));
  EXPECT_THAT(finding.evidence.back().what, EndsWith("asked for it, with a second person"));
}

TEST(MailDelivery, IsARejectionWhereTheProviderRefusedTheMail) {
  const auto rejected = mail(k_reset, k_now - hours{2}, {MailEventType::rejected});
  EXPECT_EQ(judged_mail(with_mail({rejected})).cause, Cause::mail_rejected);
  const auto finding = judged_mail(with_mail({failed(k_reset, k_now - hours{2}, "generic", 625)}));
  EXPECT_EQ(finding.cause, Cause::mail_rejected);
  EXPECT_EQ(finding.headline, "the mail provider refused to send the reset mail");
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(MailDelivery, IsADelayWhileTheMailIsBeingRetried) {
  const auto finding = judged_mail(with_mail({retried(k_now - hours{2})}));
  EXPECT_EQ(finding.cause, Cause::mail_delayed);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.headline, "the reset mail is delayed");
  EXPECT_THAT(finding.remedies, IsEmpty());
  EXPECT_EQ(judged_mail(with_mail({retried(k_now - hours{10})})).confidence, Confidence::possible)
      << "the retries are over, and nothing is known";
}

TEST(MailDelivery, IsPossiblyADelayOnceNothingIsKnownForHalfAnHour) {
  const auto accepted = [](TimePoint at) { return mail(k_reset, at, {MailEventType::accepted}); };
  auto finding = judged_mail(with_mail({accepted(k_now - minutes{31})}));
  EXPECT_EQ(finding.cause, Cause::mail_delayed);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  finding = judged_mail(with_mail({accepted(k_now - minutes{30})}));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("not visible yet"));
}

TEST(MailDelivery, IsNoDelayWhereTheCustomerUsedTheMail) {
  auto evidence = with_mail({retried(k_now - hours{2})});
  evidence.services[0].accounts->rows[0].current_sign_in_at = k_now - hours{1};
  EXPECT_EQ(judged_mail(evidence).status, Status::ok);
}

TEST(MailDelivery, IsOkWhereTheMailArrivedOrThereIsNone) {
  const auto finding = judged_mail(with_mail({delivered(k_reset, k_now - hours{2})}));
  EXPECT_EQ(finding.status, Status::ok);
  EXPECT_EQ(finding.summary, "The newest reset mail was delivered 1 hour ago.");
  EXPECT_EQ(judged_mail(sample_evidence()).status, Status::ok);
}

TEST(MailDelivery, MentionsAMailThatTheCustomerReportedAsSpam) {
  const auto spam =
      mail(k_reset, k_now - hours{2}, {MailEventType::delivered, MailEventType::complained});
  const auto finding = judged_mail(with_mail({spam}));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("reported it as spam"));
}

TEST(MailDelivery, IsJudgedByTheNewestMailOfTheKindThatIsNeeded) {
  EXPECT_EQ(judged_mail(with_mail({bounced(k_reset, k_now - days{2}),
                                   delivered(k_reset, k_now - hours{2})}))
                .status,
            Status::ok);
  EXPECT_EQ(judged_mail(with_mail({bounced(k_confirmation, k_now - days{2}),
                                   delivered(k_reset, k_now - hours{2})}))
                .status,
            Status::ok);
  auto evidence =
      with_mail({bounced(k_confirmation, k_now - days{1}), delivered(k_reset, k_now - days{2})});
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  EXPECT_EQ(judged_mail(evidence).headline, "the confirmation mail bounced");
}

// Whatever it was for, it shows that the address takes no mail.
TEST(MailDelivery, CountsABounceOfAnyNewerMail) {
  const auto finding = judged_mail(
      with_mail({delivered(k_reset, k_now - days{2}), bounced("Your invoice", k_now - hours{2})}));
  EXPECT_EQ(finding.cause, Cause::mail_bounced);
  EXPECT_EQ(finding.headline, "the mail \"Your invoice\" bounced");
  EXPECT_EQ(judged_mail(with_mail({suppressed("Your invoice", k_now - hours{2})})).cause,
            Cause::mail_suppressed);
}

// GitLab.com's resets are sent despite the lists, its confirmations are not.
TEST(MailDelivery, CountsNoOtherMailThatWasHeldBackWhereTheNextOneWouldNotBe) {
  auto evidence = with_mail(
      {delivered(k_reset, k_now - days{2}), suppressed(k_confirmation, k_now - hours{2})});
  evidence.services[0].service.sent_despite_suppression = {MailKind::reset, MailKind::verification};
  EXPECT_EQ(judged_mail(evidence).status, Status::ok);
  evidence.services[0].mail =
      history({delivered(k_reset, k_now - days{2}), suppressed(k_verification, k_now - hours{2})});
  EXPECT_EQ(judged_mail(evidence).cause, Cause::mail_suppressed);
}

TEST(MailDelivery, ForgetsNoMailThatWasHeldBackWhereOneArrivedThatIsSentDespiteTheLists) {
  auto evidence = with_mail(
      {suppressed("Your invoice", k_now - days{1}), delivered(k_verification, k_now - hours{2})});
  auto& here = evidence.services[0];
  here.accounts = found({unconfirmed(jane_account())});
  EXPECT_EQ(judged_mail(evidence).status, Status::ok) << "lists are obeyed, and it arrived";
  here.service.sent_despite_suppression = {MailKind::reset, MailKind::verification};
  EXPECT_EQ(judged_mail(evidence).cause, Cause::mail_suppressed);
}

TEST(MailDelivery, ForgetsABounceOfAnotherMailOnceOneArrived) {
  EXPECT_EQ(judged_mail(with_mail({bounced("Your invoice", k_now - days{2}),
                                   delivered("Your invoice", k_now - days{1})}))
                .status,
            Status::ok);
}

TEST(MailDelivery, DoesNotCountAnotherMailThatIsOnlyDelayed) {
  const auto delayed = mail("Your invoice", k_now - hours{2}, {MailEventType::failed_temporarily});
  EXPECT_EQ(judged_mail(with_mail({delayed, delivered(k_reset, k_now - days{2})})).status,
            Status::ok);
}

TEST(MailDelivery, LooksAtTheDomainOfTheNextMailOnly) {
  auto evidence = sample_evidence();
  evidence.services[1].mail = history({bounced(k_reset, k_now - hours{2})});
  EXPECT_EQ(judged_mail(evidence).status, Status::ok);
}

TEST(MailDelivery, LooksAtTheProvidersDomainWhereTheAccountHasNoPassword) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].provider = std::string{"gitlab"};
  evidence.services[0].accounts->rows[0].has_password = false;
  evidence.services[1].mail = history({bounced(k_reset, k_now - hours{2})});
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.cause, Cause::mail_bounced);
  EXPECT_THAT(finding.summary, HasSubstr("from GitLab.com bounced"));
  EXPECT_THAT(finding.remedies, IsEmpty()) << "no button is another service's";
}

TEST(MailDelivery, LooksAtSignInLinksWhereNobodyHasAPassword) {
  auto evidence = with_mail({bounced(k_link, k_now - hours{2})});
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  evidence.services[0].service.sign_in_link_form = "/customers/sign_in_link/new";
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.headline, "the sign-in link mail bounced");
  EXPECT_THAT(finding.remedies, ElementsAre(RemedyId::send_sign_in_link));
}

TEST(MailDelivery, IsOnlyPossibleWhereTheAccountsDidNotAnswer) {
  auto evidence = with_mail({bounced(k_confirmation, k_now - hours{2})});
  evidence.services[0].accounts = timed_out("CustomersDot");
  const auto finding = judged_mail(evidence);
  EXPECT_EQ(finding.cause, Cause::mail_bounced);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(MailDelivery, StaysUnansweredWhereTheLogWasNotRead) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = unauthorized();
  EXPECT_EQ(judged_mail(evidence).summary, "Mailgun: 401 unauthorized");
  evidence.services[0].mail = MailHistory{{}, false};
  EXPECT_EQ(judged_mail(evidence).status, Status::unanswered);
}

TEST(MailDelivery, OnlyMentionsAFailureWhereNoAccountNeedsAMail) {
  auto evidence = with_mail({bounced(k_confirmation, k_now - days{4})});
  evidence.services[0].accounts = found({});
  EXPECT_EQ(judged_mail(evidence).status, Status::info);
  evidence.services[0].mail = history({delivered(k_confirmation, k_now - days{4})});
  EXPECT_THAT(mail_delivery(evidence).findings, IsEmpty());
}

}  // namespace
}  // namespace latchkey
