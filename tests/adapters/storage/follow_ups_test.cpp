// Mails that are followed: begun together with the outcome of their press, there after a restart,
// closed once.
#include "tests/adapters/storage/store_on_either.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>

namespace latchkey::storage {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const TimePoint k_pressed = *parse_time("2026-11-22T10:00:00.123456Z");

class FollowUpsTest : public StoreOnEither {
 protected:
  static EmailAddress jane() { return *EmailAddress::parse("jane.doe@acme.example"); }

  long long press(const std::string& diagnosis, TimePoint at = k_pressed) {
    const RemedyAttempt attempt{diagnosis, RemedyId::resend_confirmation, jane(), "U0DANA",
                                at,        "press-of-" + diagnosis};
    const auto start = wait_for(store_->begin_remedy(attempt, MailLimits{100, 100}));
    return std::get<RemedyBegun>(*start).attempt;
  }
  Expected<void> follow(long long attempt, TimePoint look_at = k_pressed + seconds{10}) {
    const FollowUpOrder order{
        *EmailAddress::parse("jane@new.example"), {"C0SUPPORT", "thread", "row"}, look_at};
    return wait_for(store_->finish_and_follow(attempt, RemedyOutcome::accepted, order));
  }
  std::vector<FollowUp> followed(std::size_t most = 10) {
    return wait_for(store_->open_follow_ups(most)).value();
  }
  RemedyPress only_press(const std::string& diagnosis) {
    return wait_for(store_->presses(diagnosis)).value().at(0);
  }
};

TEST_P(FollowUpsTest, AreBegunWithTheOutcomeAndThereAfterARestart) {
  const auto attempt = press("d1");
  ASSERT_TRUE(follow(attempt));
  open();
  const auto open_ones = followed();
  ASSERT_EQ(open_ones.size(), 1U);
  const auto& mail = open_ones[0];
  EXPECT_EQ(mail.attempt, attempt);
  EXPECT_EQ(mail.press, "press-of-d1");
  EXPECT_EQ(mail.diagnosis_id, "d1");
  EXPECT_EQ(mail.remedy, RemedyId::resend_confirmation);
  EXPECT_EQ(mail.by, "U0DANA");
  EXPECT_EQ(mail.asked_at, k_pressed);
  EXPECT_EQ(mail.recipient.full(), "jane@new.example");
  EXPECT_EQ(mail.place.channel, "C0SUPPORT");
  EXPECT_EQ(mail.place.thread, "thread");
  EXPECT_EQ(mail.place.message, "row");
  EXPECT_EQ(mail.look_at, k_pressed + seconds{10});
  EXPECT_FALSE(mail.ending);
  EXPECT_EQ(only_press("d1").outcome, RemedyOutcome::accepted);
  EXPECT_TRUE(only_press("d1").followed);
  EXPECT_FALSE(only_press("d1").ending);
}

TEST_P(FollowUpsTest, AreNotBegunWithoutAnAttempt) {
  EXPECT_EQ(follow(4711).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(followed().empty());
}

// The store may have kept it though its answer did not come in time, so it is told twice.
TEST_P(FollowUpsTest, AreBegunOnce) {
  const auto attempt = press("d1");
  ASSERT_TRUE(follow(attempt));
  ASSERT_TRUE(wait_for(store_->look_again(attempt, k_pressed + minutes{5})));
  ASSERT_TRUE(follow(attempt));
  ASSERT_EQ(followed().size(), 1U);
  EXPECT_EQ(followed()[0].look_at, k_pressed + minutes{5});
}

TEST_P(FollowUpsTest, AreNotAPressThatIsNotFollowed) {
  const auto attempt = press("d1");
  ASSERT_TRUE(wait_for(store_->finish_remedy(attempt, RemedyOutcome::accepted)));
  EXPECT_FALSE(only_press("d1").followed);
  EXPECT_TRUE(followed().empty());
}

TEST_P(FollowUpsTest, ComeInTheOrderOfTheirNextLookAndNoMoreThanAskedFor) {
  const auto first = press("d1");
  const auto second = press("d2");
  const auto third = press("d3");
  for (const auto attempt : {first, second, third}) ASSERT_TRUE(follow(attempt));
  ASSERT_TRUE(wait_for(store_->look_again(first, k_pressed + minutes{5})));
  const auto next = followed(2);
  ASSERT_EQ(next.size(), 2U);
  EXPECT_EQ(next[0].attempt, second);
  EXPECT_EQ(next[1].attempt, third);
}

TEST_P(FollowUpsTest, StayOpenWithTheirEndingUntilItIsTold) {
  const auto attempt = press("d1");
  ASSERT_TRUE(follow(attempt));
  const MailEnding bounced{MailEnd::bounced, k_pressed + seconds{5}, "mx1.acme.example",
                           "550 5.1.1 it's <jane> -- unknown"};
  ASSERT_TRUE(wait_for(store_->end_follow_up(attempt, bounced)));
  open();
  ASSERT_EQ(followed().size(), 1U);
  for (const auto& ending : {followed()[0].ending, only_press("d1").ending}) {
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->end, MailEnd::bounced);
    EXPECT_EQ(ending->at, k_pressed + seconds{5});
    EXPECT_EQ(ending->host, "mx1.acme.example");
    EXPECT_EQ(ending->reason, "550 5.1.1 it's <jane> -- unknown");
  }
}

TEST_P(FollowUpsTest, AreClosedForGoodAndForgetTheirRecipient) {
  const auto attempt = press("d1");
  ASSERT_TRUE(follow(attempt));
  ASSERT_TRUE(wait_for(store_->end_follow_up(attempt, {MailEnd::delivered, k_pressed, {}, {}})));
  ASSERT_TRUE(wait_for(store_->close_follow_up(attempt)));
  open();
  EXPECT_TRUE(followed().empty());
  EXPECT_EQ(only_press("d1").ending->end, MailEnd::delivered) << "the buttons still say so";
  std::string recipient = "?";
  *somebody() << "SELECT recipient FROM follow_ups", soci::into(recipient);
  EXPECT_EQ(recipient, "");
}

TEST_P(FollowUpsTest, SaySoWhereAnAttemptIsNotFollowed) {
  EXPECT_EQ(wait_for(store_->look_again(4711, k_pressed)).error().kind, ErrorKind::not_found);
  EXPECT_EQ(wait_for(store_->end_follow_up(4711, {})).error().kind, ErrorKind::not_found);
  EXPECT_EQ(wait_for(store_->close_follow_up(4711)).error().kind, ErrorKind::not_found);
}

TEST_P(FollowUpsTest, AreForgottenWithTheirAttempts) {
  const auto old = press("d1");
  const auto newer = press("d2", k_pressed + hours{2});
  ASSERT_TRUE(follow(old));
  ASSERT_TRUE(follow(newer));
  ASSERT_TRUE(wait_for(store_->forget_before(k_pressed + hours{1})));
  ASSERT_EQ(followed().size(), 1U);
  EXPECT_EQ(followed()[0].attempt, newer);
  long long rows = 0;
  *somebody() << "SELECT count(*) FROM follow_ups", soci::into(rows);
  EXPECT_EQ(rows, 1);
}

// A file of the release before, with a press in it.
TEST_P(FollowUpsTest, ComeIntoAFileThatDoesNotHaveThemYet) {
  if (on_postgres()) GTEST_SKIP() << "no release without them was there on PostgreSQL";
  store_.reset();
  std::filesystem::remove(file_);
  {
    soci::session old{soci::sqlite3, "dbname=" + file_};
    old << "CREATE TABLE jobs (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
           " received_at BIGINT NOT NULL, step TEXT NOT NULL, request TEXT NOT NULL,"
           " state TEXT NOT NULL)";
    old << "CREATE TABLE diagnoses (id TEXT PRIMARY KEY, email TEXT NOT NULL,"
           " service TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at BIGINT NOT NULL,"
           " channel TEXT NOT NULL, cause TEXT NOT NULL, offered TEXT NOT NULL)";
    old << "CREATE TABLE remedy_attempts (attempt INTEGER PRIMARY KEY AUTOINCREMENT,"
           " diagnosis_id TEXT NOT NULL, remedy TEXT NOT NULL, customer TEXT NOT NULL,"
           " begun_by TEXT NOT NULL, begun_at BIGINT NOT NULL, outcome TEXT NOT NULL,"
           " mail_may_have_left SMALLINT NOT NULL, press TEXT NOT NULL DEFAULT '')";
    old << "INSERT INTO remedy_attempts VALUES (1, 'd1', 'resend_confirmation',"
           " 'jane.doe@acme.example', 'U0DANA', 1763800000000000, 'accepted', 1, '')";
    old << "PRAGMA user_version = 2";
  }
  open();
  EXPECT_TRUE(followed().empty());
  EXPECT_FALSE(only_press("d1").followed);
  ASSERT_TRUE(follow(press("d2")));
  EXPECT_EQ(followed().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(On, FollowUpsTest, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
