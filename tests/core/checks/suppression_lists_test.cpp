#include "core/checks/suppression_lists.hpp"

#include "core/diagnosis/holding_rows.hpp"
#include "core/remedies/suppression_remedies.hpp"
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
using testing::SizeIs;

Evidence on_list(Suppression row) {
  auto evidence = sample_evidence();
  evidence.services[0].suppressions = listed({std::move(row)});
  return evidence;
}

Suppression row_of(SuppressionList list, std::vector<std::string> tags = {}) {
  Suppression row;
  row.list = list;
  row.tags = std::move(tags);
  row.created_at = k_now - days{12};
  return row;
}

Finding judged_lists(const Evidence& evidence) {
  return only_finding(suppression_lists(evidence));
}

TEST(SuppressionLists, AreALikelyProblemWhereTheAddressIsOnOne) {
  const auto finding = judged_lists(on_list(bounce_row(k_now - days{12})));
  EXPECT_EQ(finding.cause, Cause::mail_suppressed);
  EXPECT_EQ(finding.confidence, Confidence::likely);
  EXPECT_EQ(finding.summary,
            "The address is on the bounce list, put there 12 days ago: 550 5.1.1 user unknown; "
            "mail from CustomersDot to it is held back.");
  EXPECT_EQ(finding.headline,
            "mail from CustomersDot is probably held back: the address is on the bounce list");
  EXPECT_EQ(finding.evidence.at(0).at, k_now - days{12});
  EXPECT_THAT(finding.remedies,
              ElementsAre(RemedyId::lift_suppression, RemedyId::send_password_reset));
}

TEST(SuppressionLists, AreOnlyAPossibleOneWhereTheLogOrTheAccountsAreMissing) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].mail = unauthorized();
  EXPECT_EQ(judged_lists(evidence).confidence, Confidence::possible);
  evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_EQ(judged_lists(evidence).confidence, Confidence::possible);
  EXPECT_THAT(judged_lists(evidence).remedies, IsEmpty());
}

// Nothing but what takes two people, and no mail beside it.
TEST(SuppressionLists, OfferOnlyToAskASecondPersonAgainstTheCustomersWill) {
  for (const auto list : {SuppressionList::complaints, SuppressionList::unsubscribes}) {
    const auto finding = judged_lists(on_list(row_of(list, {"*"})));
    EXPECT_EQ(finding.cause, Cause::mail_suppressed);
    EXPECT_THAT(finding.remedies, ElementsAre(lift_of(list)));
    EXPECT_TRUE(is_against_wish(lift_of(list)));
    EXPECT_THAT(finding.evidence.at(0).what, EndsWith("with a second person"))
        << "a button does it";
  }
}

// No button takes it off, so the mail provider's pages have to.
TEST(SuppressionLists, SayWhereARowIsTakenOffThatNoRemedyIsOfferedFor) {
  auto evidence = sample_evidence();
  evidence.services[1].suppressions = listed({row_of(SuppressionList::complaints)});
  const auto finding = judged_lists(evidence);
  EXPECT_THAT(finding.remedies, IsEmpty());
  EXPECT_THAT(finding.evidence.at(0).what, EndsWith("in the mail provider's own pages"));
}

TEST(SuppressionLists, OnlyMentionAnUnsubscribeFromSomeMails) {
  const auto finding =
      judged_lists(on_list(row_of(SuppressionList::unsubscribes, {"news", "tips"})));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("for mails with the tag news or tips"));
}

// GitLab.com's reset mails do so: there a row is a side note.
TEST(SuppressionLists, OnlyMentionARowThatTheServiceIgnores) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].service.sent_despite_suppression = {MailKind::reset, MailKind::verification};
  const auto finding = judged_lists(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary,
              HasSubstr("; its reset and verification mails are sent all the same."));
}

// Its confirmations do not.
TEST(SuppressionLists, HoldBackWhatIsNotSentDespiteThem) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  auto& here = evidence.services[0];
  here.service.sent_despite_suppression = {MailKind::reset, MailKind::verification};
  here.accounts = found({unconfirmed(jane_account())});
  EXPECT_EQ(judged_lists(evidence).cause, Cause::mail_suppressed);
  EXPECT_THAT(judged_lists(evidence).summary,
              EndsWith("mail from CustomersDot to it is held back, other than its reset and "
                       "verification mails."));
  for (const auto* subject : {k_reset, k_verification}) {
    here.mail = history({delivered(subject, k_now - hours{2})});
    EXPECT_EQ(judged_lists(evidence).cause, Cause::mail_suppressed)
        << subject << " shows nothing of a confirmation";
  }
}

// Whether a reset is needed or a confirmation is not known, and a reset arrives anyway.
TEST(SuppressionLists, AreNotShownToBeIgnoredByAMailThatIsSentDespiteThem) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  auto& here = evidence.services[0];
  here.service.sent_despite_suppression = {MailKind::reset};
  here.accounts->rows[0].confirmed_at = Field<TimePoint>::unreadable();
  here.mail = history({delivered(k_reset, k_now - hours{2})});
  EXPECT_EQ(judged_lists(evidence).cause, Cause::mail_suppressed);
  here.mail = history({delivered(k_confirmation, k_now - hours{2})});
  EXPECT_EQ(judged_lists(evidence).status, Status::info);
}

// The log outweighs what is known of the service.
TEST(SuppressionLists, HoldBackWhatTheyWereSeenToHoldBack) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  auto& here = evidence.services[0];
  here.service.sent_despite_suppression = {MailKind::reset, MailKind::verification};
  for (const auto* subject : {k_reset, k_verification}) {
    here.mail = history({suppressed(subject, k_now - hours{2})});
    EXPECT_THAT(holding_rows(*next_mail(evidence)), SizeIs(1)) << subject;
  }
  here.mail = history({suppressed(k_confirmation, k_now - hours{2})});
  EXPECT_THAT(holding_rows(*next_mail(evidence)), IsEmpty());
}

TEST(SuppressionLists, OnlyMentionARowDespiteWhichAMailArrived) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].mail = history({delivered(k_reset, k_now - days{2})});
  const auto finding = judged_lists(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("arrived all the same"));
}

TEST(SuppressionLists, DoNotTakeARowForIgnoredOnceAMailWasHeldBackSince) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].mail =
      history({delivered(k_reset, k_now - days{2}), suppressed("Your invoice", k_now - hours{2})});
  EXPECT_THAT(suppression_lists(evidence).findings, IsEmpty()) << "mail_delivery tells";
  const auto rows = holding_rows(*next_mail(evidence));
  EXPECT_THAT(rows, SizeIs(1));
}

// The allowlist keeps an address off the list of bounces; a row there is an old one.
TEST(SuppressionLists, OnlyMentionABounceOfAnAddressOnTheAllowlist) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].suppressions->allowlisted = true;
  const auto finding = judged_lists(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("; it is on the allowlist, too"));
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(SuppressionLists, BelieveTheLogRatherThanTheAllowlist) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].suppressions->allowlisted = true;
  evidence.services[0].mail = history({suppressed(k_reset, k_now - hours{2})});
  EXPECT_THAT(holding_rows(*next_mail(evidence)), SizeIs(1));
  evidence.services[0].mail =
      history({suppressed(k_reset, k_now - hours{2}), delivered("Your invoice", k_now - hours{1})});
  EXPECT_THAT(holding_rows(*next_mail(evidence)), IsEmpty());
}

TEST(SuppressionLists, HoldBackWhatTheCustomerDoesNotWantThoughTheAddressIsOnTheAllowlist) {
  auto evidence = on_list(row_of(SuppressionList::complaints));
  evidence.services[0].suppressions->allowlisted = true;
  EXPECT_EQ(judged_lists(evidence).cause, Cause::mail_suppressed);
}

TEST(SuppressionLists, LeaveARowToTheMailThatItHeldBackOrThatMadeIt) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].mail = history({suppressed(k_reset, k_now - hours{2})});
  EXPECT_THAT(suppression_lists(evidence).findings, IsEmpty());
  evidence = on_list(bounce_row(k_now - hours{2}));
  evidence.services[0].mail = history({bounced(k_reset, k_now - hours{2})});
  EXPECT_THAT(suppression_lists(evidence).findings, IsEmpty());
}

TEST(SuppressionLists, OnlyMentionAnotherDomain) {
  auto evidence = sample_evidence();
  evidence.services[1].suppressions = listed({bounce_row(k_now - days{12})});
  const auto finding = judged_lists(evidence);
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("bounce list of mg.gitlab.com"));
}

TEST(SuppressionLists, OnlyMentionARowWhereNoMailWouldHelp) {
  auto evidence = on_list(bounce_row(k_now - days{12}));
  evidence.services[0].accounts = found({});
  EXPECT_EQ(judged_lists(evidence).status, Status::info);
}

TEST(SuppressionLists, AreOkWhereTheAddressIsOnNone) {
  EXPECT_EQ(judged_lists(sample_evidence()).status, Status::ok);
}

TEST(SuppressionLists, StayUnansweredForEachDomainThatCouldNotBeAsked) {
  auto evidence = sample_evidence();
  for (auto& service : evidence.services) {
    service.suppressions = timed_out("Suppression lists of " + service.service.mail_domain);
  }
  const auto result = suppression_lists(evidence);
  ASSERT_THAT(result.findings, SizeIs(2));
  for (const auto& finding : result.findings) EXPECT_EQ(finding.status, Status::unanswered);
}

}  // namespace
}  // namespace latchkey
