#include "core/diagnosis/conclusion.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<RemedyId> remedies(const Diagnosis& diagnosis) {
  std::vector<RemedyId> ids;
  for (const auto& remedy : diagnosis.remedies) {
    EXPECT_EQ(remedy.service, "CustomersDot");
    ids.push_back(remedy.id);
  }
  return ids;
}

std::vector<std::string> unanswered(const Diagnosis& diagnosis) {
  std::vector<std::string> lines;
  for (const auto& [check, why] : diagnosis.unanswered) lines.push_back(check + ": " + why);
  return lines;
}

/// Signed in this morning, so that nothing at all is wrong.
Evidence healthy() {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].current_sign_in_at = k_now - hours{2};
  return evidence;
}

TEST(Conclude, NamesAnUnconfirmedAccount) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  evidence.services[0].mail =
      history({delivered(k_confirmation, k_now - days{2}), delivered(k_reset, k_now - days{1})});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::account_unconfirmed);
  EXPECT_EQ(diagnosis.conclusion.confidence, Confidence::certain);
  EXPECT_EQ(diagnosis.conclusion.summary, "The account was never confirmed");
  EXPECT_THAT(remedies(diagnosis), ElementsAre(RemedyId::resend_confirmation));
  EXPECT_THAT(diagnosis.unanswered, IsEmpty());
  ASSERT_THAT(diagnosis.accounts, SizeIs(1));
  EXPECT_EQ(diagnosis.accounts[0].state, "unconfirmed");
  EXPECT_EQ(diagnosis.accounts[0].link, "https://customers.gitlab.com/admin/customer/4711");
}

TEST(Conclude, NamesAResetThatWasAskedForElsewhere) {
  auto evidence = sample_evidence();
  evidence.services[1].mail = history({delivered(k_reset, k_now - hours{2})});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::reset_requested_elsewhere);
  EXPECT_EQ(diagnosis.conclusion.summary,
            "The reset was asked for on GitLab.com, not on CustomersDot");
  EXPECT_THAT(remedies(diagnosis), ElementsAre(RemedyId::send_password_reset));
}

TEST(Conclude, NamesAResetThatWasNeverAskedFor) {
  const auto diagnosis = conclude(sample_evidence());
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::reset_not_requested);
  EXPECT_EQ(diagnosis.conclusion.confidence, Confidence::likely);
  EXPECT_EQ(diagnosis.conclusion.summary, "The customer probably never asked for a reset");
  EXPECT_THAT(remedies(diagnosis), ElementsAre(RemedyId::send_password_reset));
}

TEST(Conclude, NamesAnotherAddress) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({account("5", "jane_doe@acme.example")});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::other_address);
  EXPECT_EQ(diagnosis.conclusion.confidence, Confidence::certain);
  EXPECT_EQ(diagnosis.conclusion.summary,
            "The account is under another address, jane_doe@acme.example");
  ASSERT_THAT(diagnosis.other_accounts, SizeIs(1));
  EXPECT_EQ(diagnosis.other_accounts[0].reason, "separator");
  EXPECT_THAT(diagnosis.accounts, IsEmpty());
  ASSERT_THAT(diagnosis.remedies, SizeIs(1));
  EXPECT_EQ(diagnosis.remedies[0].other_address, address("jane_doe@acme.example"));
}

TEST(Conclude, NamesAnUnconfirmedAddress) {
  auto evidence = healthy();
  evidence.services[0].accounts->rows[0].unconfirmed_email = std::string{"jane@new.example"};
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::email_change_unconfirmed);
  EXPECT_EQ(diagnosis.conclusion.summary, "A changed address waits for its confirmation");
  EXPECT_THAT(remedies(diagnosis), ElementsAre(RemedyId::resend_confirmation));
}

TEST(Conclude, NamesTheAddressThatWaitsOnAnAccountBeforeOneThatIsMissing) {
  auto waiting = account("9", "old@acme.example");
  waiting.unconfirmed_email = jane().full();
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({waiting, account("5", "jane_doe@acme.example")});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::email_change_unconfirmed);
  EXPECT_EQ(diagnosis.conclusion.summary,
            "This address was never confirmed as the account's new one");
}

TEST(Conclude, NamesTheSecondCauseToo) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  evidence.services[1].mail = history({delivered(k_reset, k_now - hours{2})});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.summary,
            "The account was never confirmed, and the reset was asked for on GitLab.com, not on "
            "CustomersDot");
  EXPECT_THAT(remedies(diagnosis),
              ElementsAre(RemedyId::resend_confirmation, RemedyId::send_password_reset));
}

TEST(Conclude, NeverHidesThatSomethingWasNotAnswered) {
  auto evidence = sample_evidence();
  evidence.services[1].accounts = timed_out("GitLab.com");
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.summary,
            "The customer probably never asked for a reset (GitLab.com did not answer within "
            "10 s)");
  EXPECT_THAT(unanswered(diagnosis),
              ElementsAre("other_addresses: GitLab.com did not answer within 10 s"));
}

// Both logs are Mailgun's: one refusal is one line, and the checks that needed it do not repeat it.
TEST(Conclude, ReportsAQuestionThatCouldNotBeAskedOnce) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = unauthorized();
  evidence.services[1].mail = unauthorized();
  const auto diagnosis = conclude(evidence);
  EXPECT_THAT(unanswered(diagnosis), ElementsAre("mail_log: Mailgun: 401 unauthorized"));
}

TEST(Conclude, CannotTellWhereTooLittleWasAnswered) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  evidence.services[0].mail = unauthorized();
  evidence.services[1].accounts = timed_out("GitLab.com");
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::unknown);
  EXPECT_EQ(diagnosis.conclusion.summary,
            "Could not tell: Mailgun: 401 unauthorized; CustomersDot did not answer within 10 s "
            "and 1 more");
  EXPECT_THAT(diagnosis.unanswered, SizeIs(3));
  EXPECT_THAT(diagnosis.remedies, IsEmpty());
}

TEST(Conclude, FindsNothingWhereEverythingAnsweredAndIsInOrder) {
  const auto diagnosis = conclude(healthy());
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::nothing_found);
  EXPECT_EQ(
      diagnosis.conclusion.summary,
      "Nothing found: last signed in 2 hours ago (the newest half hour of mail is not visible "
      "yet)");
}

// A mail of the last minutes may have bounced, and the log does not show it yet.
TEST(Conclude, IsOnlyLikelyToHaveFoundNothingWhileTheNewestHalfHourIsNotVisible) {
  auto evidence = healthy();
  EXPECT_EQ(conclude(evidence).conclusion.confidence, Confidence::likely);
  evidence.window.to = k_now - minutes{30};
  EXPECT_EQ(conclude(evidence).conclusion.confidence, Confidence::certain);
  EXPECT_EQ(conclude(evidence).conclusion.summary, "Nothing found: last signed in 2 hours ago");
}

// What was seen needs nothing that is not visible yet.
TEST(Conclude, IsCertainOfHavingFoundNothingWhereTheCustomerWasSeenToGoOn) {
  auto evidence = healthy();
  evidence.services[0].accounts->rows[0].current_sign_in_at = k_now - minutes{29};
  EXPECT_EQ(conclude(evidence).conclusion.confidence, Confidence::certain);

  evidence = healthy();
  const auto at = k_now - minutes{50};
  evidence.services[0].mail = history({delivered(k_reset, at)});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = at;
  EXPECT_EQ(conclude(evidence).conclusion.confidence, Confidence::certain);
}

TEST(Conclude, IsOnlyLikelyToHaveFoundNothingWhereTheMailIsStillOnItsWay) {
  auto evidence = healthy();
  const auto at = k_now - minutes{5};
  evidence.services[0].mail = history({mail(k_reset, at, {MailEventType::accepted})});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = at;
  const auto conclusion = conclude(evidence).conclusion;
  EXPECT_EQ(conclusion.confidence, Confidence::likely);
  EXPECT_EQ(
      conclusion.summary,
      "Nothing found: reset mail accepted 5 minutes ago, not used yet (the newest half hour of "
      "mail is not visible yet)");
}

TEST(Conclude, NamesAResetWhoseMailIsNotVisibleYetRatherThanAnOlderMail) {
  auto evidence = healthy();
  evidence.services[0].mail = history({delivered(k_reset, k_now - minutes{50})});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - minutes{5};
  const auto conclusion = conclude(evidence).conclusion;
  EXPECT_EQ(conclusion.confidence, Confidence::likely);
  EXPECT_EQ(
      conclusion.summary,
      "Nothing found: a reset was asked for 5 minutes ago (the newest half hour of mail is not "
      "visible yet)");
}

TEST(Conclude, NamesTheNewestOpenStepWhereNothingWasFound) {
  auto evidence = healthy();
  const auto at = k_now - minutes{11};
  evidence.services[0].mail = history({delivered(k_reset, at)});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = at;
  EXPECT_EQ(conclude(evidence).conclusion.summary,
            "Nothing found: reset mail delivered 10 minutes ago, not used yet");
}

TEST(Conclude, FindsNothingOnlyWhereEverythingAnswered) {
  auto evidence = healthy();
  evidence.services[1].mail = unauthorized();
  EXPECT_EQ(conclude(evidence).conclusion.cause, Cause::unknown);
}

TEST(Conclude, NeverExplainsAMissingAccountWithAMissingReset) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::no_account);
  EXPECT_EQ(diagnosis.conclusion.summary, "No CustomersDot account has this address");
  for (const auto& finding : diagnosis.findings) {
    EXPECT_NE(finding.cause, Cause::reset_not_requested);
  }
  EXPECT_THAT(diagnosis.remedies, IsEmpty());
}

TEST(Conclude, PutsProblemsFirstThenInfosThenUnansweredThenOk) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({jane_account(), account("5", "jane_doe@acme.example")});
  evidence.services[1].accounts = found({jane_account()});
  evidence.services[1].mail = unauthorized();
  std::vector<Status> statuses;
  for (const auto& finding : conclude(evidence).findings) {
    if (statuses.empty() || statuses.back() != finding.status) statuses.push_back(finding.status);
  }
  EXPECT_THAT(statuses, ElementsAre(Status::problem, Status::info, Status::unanswered, Status::ok));
}

TEST(Conclude, ListsWhatDoesNotApply) {
  auto evidence = healthy();
  evidence.services[0].accounts->rows[0].confirmed_at = Field<TimePoint>{};
  const auto diagnosis = conclude(evidence);
  std::vector<std::string> lines;
  for (const auto& [check, why] : diagnosis.not_applicable) lines.push_back(check + ": " + why);
  EXPECT_THAT(lines, ElementsAre("account_confirmed: CustomersDot has no confirmed_at",
                                 "account_blocked: CustomersDot has no state",
                                 "login_activated: CustomersDot has no login_activated",
                                 "account_locked: CustomersDot has no locked_at",
                                 "sign_in_provider: CustomersDot has no provider"));
}

}  // namespace
}  // namespace latchkey
