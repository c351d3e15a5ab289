// The record of who did what: what it holds.
#include "tests/adapters/storage/audited_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(AuditTest, HoldsTheQuestionTheAnswerThePressAndItsEnd) {
  whole_story();
  open();
  const auto all = entries();
  ASSERT_THAT(all, SizeIs(4));
  const std::vector<std::string> actions = {all[0].entry.action, all[1].entry.action,
                                            all[2].entry.action, all[3].entry.action};
  EXPECT_THAT(actions, ElementsAre("asked", "answered", "pressed", "finished"));
  EXPECT_EQ(all[1].entry.result, "account_unconfirmed");
  EXPECT_EQ(all[2].entry.by, "U0LENA");
  EXPECT_EQ(all[3].entry.subject, "resend_confirmation");
  EXPECT_EQ(all[3].entry.result, "accepted");
  for (const auto& recorded : all) {
    EXPECT_EQ(recorded.entry.customer, mary());
    EXPECT_EQ(recorded.entry.service, "CustomersDot");
    EXPECT_EQ(recorded.entry.channel, "C0SUPPORT");
    EXPECT_EQ(recorded.entry.diagnosis, "d1");
    EXPECT_FALSE(recorded.forgotten);
  }
}

// A step that is kept once more, because nobody knew whether the first time counted, is no second
// question.
TEST_P(AuditTest, EntersAStepOfAJobOnce) {
  const auto job = wait_for(store_->take("key", "request", k_asked_at)).value().value();
  const JobProgress opened{job.number, JobStep::opened, "state", asked_about(mary(), "d1")};
  ASSERT_TRUE(wait_for(store_->advance(opened)));
  ASSERT_TRUE(wait_for(store_->advance(opened)));
  auto answered = opened;
  answered.step = JobStep::answered;
  answered.diagnosis->cause = "no_account";
  ASSERT_TRUE(wait_for(store_->advance(answered)));
  ASSERT_TRUE(wait_for(store_->advance({.number = job.number})));
  ASSERT_THAT(entries(), SizeIs(2));
  EXPECT_EQ(entries()[0].entry.action, "asked");
  EXPECT_EQ(entries()[1].entry.action, "answered");
}

TEST_P(AuditTest, EntersTheEndOfAMailThatIsFollowedOnce) {
  whole_story();
  const auto begun = wait_for(store_->begin_remedy(
      {"d1", RemedyId::send_password_reset, mary(), "U0LENA", k_asked_at, "two"}, {99, 99}));
  const auto attempt = std::get<RemedyBegun>(*begun).attempt;
  ASSERT_TRUE(wait_for(store_->finish_and_follow(attempt, RemedyOutcome::accepted,
                                                 {mary(), {"C0", "t", "m"}, k_asked_at})));
  const MailEnding bounced{MailEnd::bounced, k_asked_at, "mx.example", "550 no such user"};
  ASSERT_TRUE(wait_for(store_->end_follow_up(attempt, bounced)));
  ASSERT_TRUE(wait_for(store_->end_follow_up(attempt, bounced)));
  const auto all = entries();
  ASSERT_THAT(all, SizeIs(7));
  EXPECT_EQ(all.back().entry.action, "followed");
  EXPECT_EQ(all.back().entry.result, "bounced");
  EXPECT_EQ(all.back().entry.words, "550 no such user");
}

TEST_P(AuditTest, EntersTheSameEventOnce) {
  const AuditEntry refused{
      .action = audit_action::refused, .by = "U0EVE", .result = "guest", .event = "job refused"};
  ASSERT_TRUE(wait_for(store_->append(refused)));
  ASSERT_TRUE(wait_for(store_->append(refused)));
  EXPECT_THAT(entries(), SizeIs(1));
}

TEST_P(AuditTest, FindsWhatIsAboutOneCustomerAndSinceWhen) {
  whole_story();
  const auto omar = *EmailAddress::parse("omar@acme.example");
  ASSERT_TRUE(wait_for(store_->record_diagnosis(asked_about(omar, "d2"))));
  EXPECT_THAT(entries({.customer = omar}), SizeIs(1));
  EXPECT_THAT(entries({.customer = mary()}), SizeIs(4));
  const auto tomorrow = k_asked_at + std::chrono::hours{24};
  EXPECT_THAT(entries({.customer = {}, .since = tomorrow}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(On, AuditTest, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
