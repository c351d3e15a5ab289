#include "core/checks/answers_reused.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;

TEST(AnswersReused, IsSilentWhereEverySystemWasAskedForThisCheck) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts_asked_at = k_now;
  evidence.services[0].mail_asked_at = k_now;
  EXPECT_THAT(answers_reused(evidence).findings, IsEmpty());
}

TEST(AnswersReused, SaysHowOldTheOldestAnswerIsAndWhichSystemsItConcerns) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts_asked_at = k_now;
  evidence.services[0].mail_asked_at = k_now - seconds{4};
  evidence.services[1].accounts_asked_at = k_now - seconds{2};
  const auto findings = answers_reused(evidence).findings;
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].status, Status::info);
  EXPECT_EQ(
      findings[0].summary,
      "Some answers are up to 4 s old, from an earlier check of this address; \"Check again\" "
      "asks anew.");
  ASSERT_THAT(findings[0].evidence, SizeIs(2));
  EXPECT_EQ(findings[0].evidence[0].source, "Mail log of customers.gitlab.com");
  EXPECT_EQ(findings[0].evidence[1].source, "GitLab.com");
}

// One line for the log: both of its answers come from there.
TEST(AnswersReused, CountsTheOlderOfAMailLogsTwoAnswers) {
  auto evidence = sample_evidence();
  evidence.services[0].mail_asked_at = k_now;
  evidence.services[0].mail_to_look_alikes_asked_at = k_now - seconds{3};
  evidence.services[1].mail_asked_at = k_now - seconds{2};
  evidence.services[1].mail_to_look_alikes_asked_at = k_now - seconds{1};
  const auto findings = answers_reused(evidence).findings;
  ASSERT_THAT(findings, SizeIs(1));
  ASSERT_THAT(findings[0].evidence, SizeIs(2));
  EXPECT_EQ(findings[0].evidence[0].at, k_now - seconds{3});
  EXPECT_EQ(findings[0].evidence[1].at, k_now - seconds{2});
}

// A clock that was set back must not make an answer old, nor one of the future a fault.
TEST(AnswersReused, BelievesNoAnswerOfTheFuture) {
  auto evidence = sample_evidence();
  evidence.services[0].mail_asked_at = k_now + seconds{60};
  EXPECT_THAT(answers_reused(evidence).findings, IsEmpty());
}

}  // namespace
}  // namespace latchkey
