// Whom the record is about is forgotten, and it stays provable.
#include "tests/adapters/storage/audited_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::storage {
namespace {

using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST_P(AuditTest, StaysProvableWhereACustomerIsForgotten) {
  whole_story();
  const auto omar = *EmailAddress::parse("omar@acme.example");
  ASSERT_TRUE(wait_for(store_->record_diagnosis(asked_about(omar, "d2"))));
  const auto known = head();
  const auto forgotten = wait_for(store_->forget_customer(mary(), "root"));
  ASSERT_TRUE(forgotten) << forgotten.error().what;
  EXPECT_EQ(forgotten->diagnoses, 1);
  EXPECT_EQ(forgotten->presses, 1);
  EXPECT_EQ(forgotten->entries, 4);
  EXPECT_THAT(faults({known}), IsEmpty());
  EXPECT_EQ(verdict().forgotten, 4);
  const auto all = entries();
  ASSERT_THAT(all, SizeIs(6));
  EXPECT_TRUE(all[0].forgotten);
  EXPECT_FALSE(all[0].entry.customer);
  EXPECT_EQ(all[3].entry.by, "U0LENA") << "who did it stays known";
  EXPECT_EQ(all[4].entry.customer, omar);
  EXPECT_EQ(all[5].entry.action, "forgot");
  EXPECT_EQ(all[5].entry.by, "root");
}

TEST_P(AuditTest, LeavesNoByteOfAForgottenAddress) {
  const auto attempt = whole_story();
  ASSERT_TRUE(wait_for(store_->note_remedy(attempt, "550 <Mary.Major@acme.example> unknown")));
  ASSERT_TRUE(wait_for(store_->finish_and_follow(attempt, RemedyOutcome::accepted,
                                                 {mary(), {"C0", "t", "m"}, k_asked_at})));
  ASSERT_TRUE(wait_for(store_->end_follow_up(
      attempt, {MailEnd::bounced, k_asked_at, "mx", "no mary.major@acme.example"})));
  // An answer about somebody else that names her, and a question that nobody got to yet.
  auto other = asked_about(*EmailAddress::parse("mary@acme.example"), "d2");
  other.details = R"({"ticket":"also: mary.major@acme.example"})";
  ASSERT_TRUE(wait_for(store_->record_diagnosis(other)));
  const auto waiting =
      wait_for(store_->take("key", R"({"text":"Mary.Major@acme.example"})", k_asked_at));
  ASSERT_TRUE(waiting && *waiting);
  ASSERT_TRUE(holds("mary.major"));

  const auto forgotten = wait_for(store_->forget_customer(mary(), "root"));
  ASSERT_TRUE(forgotten) << forgotten.error().what;
  EXPECT_FALSE(holds("mary.major"));
  ASSERT_THAT(forgotten->messages, SizeIs(2));
  EXPECT_EQ(forgotten->messages[0].root, "root of d1");
  EXPECT_EQ(forgotten->messages[1].root, "root of d2") << "its details named her";
  EXPECT_THAT(wait_for(store_->standing_at(JobStep::received, 9)).value(), IsEmpty());
  // The process that works on the question must not bring her back.
  const JobProgress late{(*waiting)->number, JobStep::opened, "mary.major@acme.example",
                         asked_about(mary(), "d3")};
  const auto refused = wait_for(store_->advance(late));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(holds("mary.major"));
}

TEST_P(AuditTest, LeavesNoByteOfAnAddressAfterTheRetention) {
  whole_story();
  ASSERT_TRUE(holds("mary.major"));
  const auto tomorrow = k_asked_at + std::chrono::hours{24};
  ASSERT_TRUE(wait_for(store_->forget_before(tomorrow)));
  EXPECT_FALSE(holds("mary.major"));
  EXPECT_THAT(entries(), SizeIs(4));
  EXPECT_THAT(faults(), IsEmpty());
}

// Forgetting somebody must not be a way to mail them more often.
TEST_P(AuditTest, KeepsTheLimitOfAForgottenCustomer) {
  whole_story();
  ASSERT_TRUE(wait_for(store_->forget_customer(mary(), "root")));
  EXPECT_EQ(mails_left_to(mary()), 1);
}

// The mail went to another address than the one that was asked about: both are its customers.
TEST_P(AuditTest, ForgetsAPressWithEitherOfItsAddresses) {
  const auto waiting = *EmailAddress::parse("mary@new.example");
  for (const auto& forgotten : {mary(), waiting}) {
    const auto id = "of " + forgotten.full();
    ASSERT_TRUE(wait_for(store_->record_diagnosis(asked_about(mary(), id))));
    RemedyAttempt attempt{id, RemedyId::resend_confirmation, mary(), "U0LENA", k_asked_at};
    attempt.recipient = waiting;
    ASSERT_TRUE(wait_for(store_->begin_remedy(std::move(attempt), {99, 99})));
    const auto left = mails_left_to(waiting);
    const auto gone = wait_for(store_->forget_customer(forgotten, "root"));
    ASSERT_TRUE(gone) << gone.error().what;
    EXPECT_GE(gone->presses, 1);
    EXPECT_THAT(wait_for(store_->presses(id)).value(), IsEmpty());
    EXPECT_EQ(mails_left_to(waiting), left) << "it counts for as long as the limits do";
  }
}

TEST_P(AuditTest, SaysThatAReaderKeepsTheFilesFromBeingCleaned) {
  if (on_postgres()) GTEST_SKIP() << "PostgreSQL keeps its log by itself";
  whole_story();
  soci::session reader{soci::sqlite3, "dbname=\"" + file_ + "\""};
  reader << "BEGIN";
  long long count = 0;
  reader << "SELECT COUNT(*) FROM audit", soci::into(count);
  const auto forgotten = wait_for(store_->forget_customer(mary(), "root")).value();
  EXPECT_THAT(forgotten.messages, Not(IsEmpty())) << "they are told this once only";
  ASSERT_TRUE(forgotten.not_cleaned);
  EXPECT_EQ(forgotten.not_cleaned->kind, ErrorKind::unavailable);
  reader << "COMMIT";
  EXPECT_FALSE(wait_for(store_->forget_customer(mary(), "root")).value().not_cleaned) << "again";
  EXPECT_FALSE(holds("mary.major"));
}

}  // namespace
}  // namespace latchkey::storage
