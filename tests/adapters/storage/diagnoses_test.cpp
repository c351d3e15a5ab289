// What is kept of a diagnosis, and how it is found again.
#include "tests/adapters/storage/store_on_either.hpp"
#include "tests/adapters/storage/stored_samples.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace latchkey::storage {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class StoredDiagnoses : public StoreOnEither {};

TEST_P(StoredDiagnoses, GivesBackADiagnosisAsItWasRecordedAcrossARestart) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  open();
  const auto found = *wait_for(store_->find_diagnosis("d1"));
  ASSERT_TRUE(found);
  const auto expected = record("d1");
  EXPECT_EQ(found->id, expected.id);
  EXPECT_EQ(found->email, expected.email);
  EXPECT_EQ(found->service, expected.service);
  EXPECT_EQ(found->asked_by, expected.asked_by);
  EXPECT_EQ(found->asked_at, expected.asked_at);
  EXPECT_EQ(found->channel, expected.channel);
  EXPECT_EQ(found->cause, expected.cause);
  EXPECT_EQ(found->offered, expected.offered);
}

TEST_P(StoredDiagnoses, ReplacesADiagnosisOfTheSameId) {
  auto first = record("d1");
  first.cause = "";
  first.offered = {};
  ASSERT_TRUE(wait_for(store_->record_diagnosis(first)));
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  EXPECT_EQ((*wait_for(store_->find_diagnosis("d1")))->cause, "account_unconfirmed");
}

/// An answer that stands in the chat.
DiagnosisRecord answered(const std::string& id, TimePoint at) {
  auto answer = record(id);
  answer.asked_at = at;
  answer.since = hours{24 * 14};
  answer.root = "root of " + id;
  answer.thread = "thread of " + id;
  answer.details = R"({"of":")" + id + R"("})";
  return answer;
}

TEST_P(StoredDiagnoses, KeepsWhereAnAnswerStandsAndForgetsItsDetailsFirst) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(answered("d1", k_now))));
  open();
  auto found = *wait_for(store_->find_diagnosis("d1"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->root, "root of d1");
  EXPECT_EQ(found->thread, "thread of d1");
  EXPECT_EQ(found->since, hours{24 * 14});
  EXPECT_FALSE(found->partial);
  EXPECT_EQ(found->details, R"({"of":"d1"})");
  ASSERT_TRUE(wait_for(store_->forget_details_before(k_now + minutes{1})));
  found = *wait_for(store_->find_diagnosis("d1"));
  EXPECT_EQ(found->details, "");
  EXPECT_EQ(found->root, "root of d1");
}

TEST_P(StoredDiagnoses, FindsTheNewestAnswerToTheSameQuestionOnly) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(answered("old", k_now - hours{2}))));
  ASSERT_TRUE(wait_for(store_->record_diagnosis(answered("first", k_now - minutes{50}))));
  ASSERT_TRUE(wait_for(store_->record_diagnosis(answered("newest", k_now - minutes{20}))));
  const auto same_as = [&](const DiagnosisRecord& asked) {
    const auto found = *wait_for(store_->find_same(asked, k_now - hours{1}));
    return found ? found->id : "";
  };
  const auto asked = answered("asked", k_now);
  EXPECT_EQ(same_as(asked), "newest");
  EXPECT_EQ(same_as(answered("newest", k_now)), "first") << "a question is not its own answer";
  auto other = asked;
  other.channel = "C0OTHER";
  EXPECT_EQ(same_as(other), "");
  other = asked;
  other.service = "GitLab.com";
  EXPECT_EQ(same_as(other), "");
  other = asked;
  other.since = hours{24};
  EXPECT_EQ(same_as(other), "");
  auto partial = answered("newest", k_now - minutes{20});
  partial.partial = true;
  ASSERT_TRUE(wait_for(store_->record_diagnosis(partial)));
  EXPECT_EQ(same_as(asked), "first");
}

TEST_P(StoredDiagnoses, TellsAPersonsLastAnswersNewestFirst) {
  for (int i = 0; i < 3; ++i) {
    const auto id = "d" + std::to_string(i);
    ASSERT_TRUE(wait_for(store_->record_diagnosis(answered(id, k_now + minutes{i}))));
  }
  auto foreign = answered("omars", k_now);
  foreign.asked_by = "U0OMAR";
  ASSERT_TRUE(wait_for(store_->record_diagnosis(foreign)));
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("private, so without a root"))));
  const auto newest = *wait_for(store_->newest_of("U0DANA", 2));
  ASSERT_EQ(newest.size(), 2U);
  EXPECT_EQ(newest[0].id, "d2");
  EXPECT_EQ(newest[1].id, "d1");
}

TEST_P(StoredDiagnoses, AnswersNothingForAnUnknownDiagnosis) {
  const auto found = wait_for(store_->find_diagnosis("' OR 1=1 --"));
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

INSTANTIATE_TEST_SUITE_P(On, StoredDiagnoses, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
