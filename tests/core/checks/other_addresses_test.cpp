#include "core/checks/other_addresses.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Evidence with_portal_rows(std::vector<Account> rows) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found(std::move(rows));
  return evidence;
}

Account look_alike() {
  auto row = account("5", "jane_doe@acme.example");
  row.subscription = std::string{"Premium, 25 seats"};
  return row;
}

TEST(OtherAddresses, AreTheCauseWhereNoRowHasTheAskedOne) {
  const auto finding = only_finding(other_addresses(with_portal_rows({look_alike()})));
  EXPECT_EQ(finding.cause, Cause::other_address);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.summary,
            "No CustomersDot account has this address, but there is jane_doe@acme.example "
            "(confirmed, Premium, 25 seats): same name, other separator.");
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(finding.evidence[0].link, "https://customers.gitlab.com/admin/customer/5");
}

TEST(OtherAddresses, AreOnlyPossiblyTheCauseBesideAnExistingAccount) {
  const auto finding =
      only_finding(other_addresses(with_portal_rows({jane_account(), look_alike()})));
  EXPECT_EQ(finding.cause, Cause::other_address);
  EXPECT_EQ(finding.confidence, Confidence::possible);
  EXPECT_EQ(finding.headline, "there is another account, jane_doe@acme.example");
}

TEST(OtherAddresses, EndInNoAccountWhereNoneIsAlike) {
  const auto finding = only_finding(other_addresses(with_portal_rows({})));
  EXPECT_EQ(finding.cause, Cause::no_account);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.summary, "No CustomersDot account has this address or a similar one.");
}

TEST(OtherAddresses, EndInNoAccountWhereTheAlikeOnesNameContradicts) {
  const auto result =
      other_addresses(with_portal_rows({account("5", "jane_doe@acme.example", "Bob Ray")}));
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[0].cause, Cause::no_account);
  EXPECT_EQ(result.findings[0].summary, "No CustomersDot account has this address.");
  EXPECT_EQ(result.findings[1].status, Status::info);
  EXPECT_EQ(result.findings[1].summary,
            "Possibly the same person's: jane_doe@acme.example (confirmed).");
}

// The account that the customer wants to reach is the one that holds something.
TEST(OtherAddresses, NameTheOneThatHoldsTheSubscription) {
  auto nearest = account("6", "jane-doe@acme.example");
  auto holder = account("7", "jdoe@acme.example");
  holder.subscription = std::string{"Premium, 25 seats"};
  const auto finding = only_finding(other_addresses(with_portal_rows({nearest, holder})));
  EXPECT_EQ(finding.headline, "the account is under another address, jdoe@acme.example");
  EXPECT_THAT(finding.evidence, SizeIs(2));
}

// It may wait on somebody's account: that there is none would be a guess.
TEST(OtherAddresses, NeverEndInNoAccountWhereItMayWaitSomewhere) {
  auto evidence = with_portal_rows({});
  evidence.services[0].accounts->waiting_unknown = Error{ErrorKind::timed_out, "too slow"};
  const auto finding = only_finding(other_addresses(evidence));
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "too slow");
}

TEST(OtherAddresses, AreLikelyAtMostWhereTheAskedOneMayWaitSomewhere) {
  auto evidence = with_portal_rows({look_alike()});
  evidence.services[0].accounts->waiting_unknown = Error{ErrorKind::timed_out, "too slow"};
  const auto result = other_addresses(evidence);
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[1].cause, Cause::other_address);
  EXPECT_EQ(result.findings[1].confidence, Confidence::likely);
}

TEST(OtherAddresses, LeaveAWaitingAddressToTheEmailChange) {
  auto waiting = account("9", "old@acme.example");
  waiting.unconfirmed_email = jane().full();
  const auto finding = only_finding(other_addresses(with_portal_rows({waiting, look_alike()})));
  EXPECT_EQ(finding.cause, std::nullopt);
}

TEST(OtherAddresses, StayUnansweredWhenTheDirectoryTimesOut) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  const auto finding = only_finding(other_addresses(evidence));
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "CustomersDot did not answer within 10 s");
}

TEST(OtherAddresses, StayUnansweredWhenTheOtherServiceTimesOut) {
  auto evidence = sample_evidence();
  evidence.services[1].accounts = timed_out("GitLab.com");
  const auto finding = only_finding(other_addresses(evidence));
  EXPECT_EQ(finding.status, Status::unanswered);
  EXPECT_EQ(finding.summary, "GitLab.com did not answer within 10 s");
}

TEST(OtherAddresses, MentionTheOtherServicesAccountUnderTheSameAddress) {
  auto evidence = sample_evidence();
  evidence.services[1].accounts = found({jane_account()});
  const auto finding = only_finding(other_addresses(evidence));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "GitLab.com has an account under this address (confirmed, signed in 20 days ago).");
}

TEST(OtherAddresses, MentionTheOtherServicesAccountUnderASimilarAddress) {
  auto evidence = sample_evidence();
  evidence.services[1].accounts = found({look_alike()});
  const auto finding = only_finding(other_addresses(evidence));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("GitLab.com has an account under jane_doe@acme.example"));
}

Evidence with_mail_to(const std::string& recipient, std::vector<Account> portal_rows) {
  auto evidence = with_portal_rows(std::move(portal_rows));
  auto lines = mail(k_reset, k_now - days{10}, {MailEventType::accepted});
  lines[0].recipient = recipient;
  evidence.services[1].mail_to_look_alikes = history({lines});
  return evidence;
}

TEST(OtherAddresses, AreBackedByTheMailThatLeftForThem) {
  const auto finding =
      only_finding(other_addresses(with_mail_to("jane_doe@acme.example", {look_alike()})));
  ASSERT_THAT(finding.evidence, SizeIs(2));
  EXPECT_EQ(finding.evidence[1].source, "Mail log of mg.gitlab.com");
  EXPECT_EQ(finding.evidence[1].what, "a reset mail left for jane_doe@acme.example");
  EXPECT_EQ(finding.evidence[1].at, k_now - days{10});
}

TEST(OtherAddresses, AreMentionedWhereOnlyTheMailLogKnowsThem) {
  const auto finding =
      only_finding(other_addresses(with_mail_to("jane_doe@acme.example", {jane_account()})));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "A reset mail left GitLab.com for jane_doe@acme.example 10 days ago, an address like "
            "this one (same name, other separator).");
  EXPECT_THAT(finding.remedies, testing::ElementsAre(RemedyId::check_other_address));
}

// The question decides nothing by itself, so a diagnosis without its answer is whole.
TEST(OtherAddresses, SayWhereTheMailLogDidNotTellOfThem) {
  auto evidence = sample_evidence();
  for (auto& service : evidence.services) service.mail_to_look_alikes = unauthorized();
  const auto finding = only_finding(other_addresses(evidence));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "Whether a mail left from customers.gitlab.com or mg.gitlab.com for a similar address "
            "could not be looked up (Mailgun: 401 unauthorized).");
}

// Only the finding that shows the address has the button for it.
TEST(OtherAddresses, CanBeCheckedFromTheFindingThatNamesThem) {
  auto evidence = with_portal_rows({look_alike(), account("8", "j.doe@home.example")});
  evidence.services[1].accounts = found({account("9", "jane-doe@acme.example")});
  int offered = 0;
  for (const auto& finding : other_addresses(evidence).findings) {
    if (finding.remedies.empty()) continue;
    ++offered;
    EXPECT_EQ(finding.cause, Cause::other_address);
  }
  EXPECT_EQ(offered, 1);
}

TEST(OtherAddresses, AreOkWhereThereAreNone) {
  EXPECT_EQ(only_finding(other_addresses(sample_evidence())).status, Status::ok);
}

}  // namespace
}  // namespace latchkey
