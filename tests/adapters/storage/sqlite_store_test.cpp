#include "adapters/storage/sqlite_store.hpp"

#include "adapters/storage/sqlite_session.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <filesystem>
#include <fstream>

namespace latchkey::storage {
namespace {

using boost::asio::awaitable;
using std::chrono::hours;
using std::chrono::minutes;

const TimePoint k_now = *parse_time("2026-11-22T10:00:00.123456Z");
constexpr MailLimits k_limits{.per_hour = 2, .per_day = 5};

EmailAddress jane() {
  return *EmailAddress::parse("jane.doe@acme.example");
}

RemedyAttempt press(const std::string& diagnosis, TimePoint at = k_now,
                    RemedyId remedy = RemedyId::resend_confirmation) {
  return {diagnosis, remedy, jane(), "U0DANA", at};
}

DiagnosisRecord record(const std::string& id) {
  return {id,
          jane(),
          R"(Customer's "Dot" \ ; --)",
          "U0DANA",
          k_now,
          "C0SUPPORT",
          "account_unconfirmed",
          {RemedyId::resend_confirmation, RemedyId::send_password_reset}};
}

class SqliteStoreTest : public testing::Test {
 protected:
  void SetUp() override { open(); }

  /// Opens the file as `run` does; the former store, if any, is closed first.
  void open() {
    store_.reset();
    auto opened = open_sqlite_store(file_, StoreUse::serve, Secret{std::string(64, 'k')});
    ASSERT_TRUE(opened) << opened.error().what;
    store_ = std::move(*opened);
  }

  template <class T>
  T wait_for(awaitable<T> coroutine) {
    return doubles::await(std::move(coroutine), context_);
  }

  RemedyStart begin(RemedyAttempt attempt) {
    return *wait_for(store_->begin_remedy(std::move(attempt), k_limits));
  }

  boost::asio::io_context context_;
  harness::TemporaryDirectory directory_;
  std::string file_ = directory_.path() / "latchkey.db";
  std::unique_ptr<Store> store_;
};

TEST_F(SqliteStoreTest, GivesBackADiagnosisAsItWasRecordedAcrossARestart) {
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

TEST_F(SqliteStoreTest, ReplacesADiagnosisOfTheSameId) {
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
  answer.details = "{\"of\":\"" + id + "\"}";
  return answer;
}

TEST_F(SqliteStoreTest, KeepsWhereAnAnswerStandsAndForgetsItsDetailsFirst) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(answered("d1", k_now))));
  open();
  auto found = *wait_for(store_->find_diagnosis("d1"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->root, "root of d1");
  EXPECT_EQ(found->thread, "thread of d1");
  EXPECT_EQ(found->since, hours{24 * 14});
  EXPECT_FALSE(found->partial);
  EXPECT_EQ(found->details, "{\"of\":\"d1\"}");
  ASSERT_TRUE(wait_for(store_->forget_details_before(k_now + minutes{1})));
  found = *wait_for(store_->find_diagnosis("d1"));
  EXPECT_EQ(found->details, "");
  EXPECT_EQ(found->root, "root of d1");
}

TEST_F(SqliteStoreTest, FindsTheNewestAnswerToTheSameQuestionOnly) {
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

TEST_F(SqliteStoreTest, TellsAPersonsLastAnswersNewestFirst) {
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

TEST_F(SqliteStoreTest, AnswersNothingForAnUnknownDiagnosis) {
  const auto found = wait_for(store_->find_diagnosis("' OR 1=1 --"));
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST_F(SqliteStoreTest, TriesToWriteIntoTheFileItself) {
  const auto written = [&] { return std::filesystem::file_size(file_ + "-wal"); };
  const auto before = written();
  ASSERT_TRUE(wait_for(store_->try_to_write()));
  EXPECT_GT(written(), before);
}

TEST_F(SqliteStoreTest, SaysThatAnotherProgramKeepsItFromWriting) {
  auto session = open_sqlite_session(file_);
  ASSERT_TRUE(session);
  **session << "PRAGMA busy_timeout = 0";
  const auto store = make_sqlite_store(std::move(*session), file_, Secret{std::string(64, 'k')});
  const auto other = open_sqlite_session(file_);
  ASSERT_TRUE(other);
  **other << "BEGIN IMMEDIATE";
  const auto tried = wait_for(store->try_to_write());
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(tried.error().what, "store: " + file_ + ": locked by another program");
}

TEST_F(SqliteStoreTest, LetsOnePressPerDiagnosisAndRemedyThrough) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  auto second = press("d1", k_now + minutes{1});
  second.by = "U0OMAR";
  const auto start = begin(second);
  const auto* already = std::get_if<RemedyAlreadyBegun>(&start);
  ASSERT_NE(already, nullptr);
  EXPECT_EQ(already->by, "U0DANA");
  EXPECT_EQ(already->at, k_now);
  EXPECT_EQ(already->outcome, RemedyOutcome::in_progress);
}

TEST_F(SqliteStoreTest, LetsOnlyOneOfTwoPressesAtOnceThrough) {
  int begun = 0;
  int already = 0;
  for (int i = 0; i < 2; ++i) {
    boost::asio::co_spawn(context_, store_->begin_remedy(press("d1"), k_limits),
                          [&](std::exception_ptr, Expected<RemedyStart> start) {
                            begun += std::holds_alternative<RemedyBegun>(*start) ? 1 : 0;
                            already += std::holds_alternative<RemedyAlreadyBegun>(*start) ? 1 : 0;
                          });
  }
  context_.run();
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(already, 1);
}

TEST_F(SqliteStoreTest, LetsAPressThroughAgainWhereNoMailLeft) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(first.attempt, RemedyOutcome::failed)));
  EXPECT_EQ(wait_for(store_->mails_left(jane(), k_now, k_limits))->left, 2);
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
}

TEST_F(SqliteStoreTest, KeepsAnUncertainPressFromBeingRepeated) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(first.attempt, RemedyOutcome::uncertain)));
  open();
  const auto start = begin(press("d1"));
  const auto* already = std::get_if<RemedyAlreadyBegun>(&start);
  ASSERT_NE(already, nullptr);
  EXPECT_EQ(already->outcome, RemedyOutcome::uncertain);
}

// A new /diagnose, another thread or another remedy is no way around the customer's limit.
TEST_F(SqliteStoreTest, CountsACustomersMailsOverAllDiagnosesAndRestarts) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(
      begin(press("d2", k_now + minutes{10}, RemedyId::send_password_reset))));
  open();
  const auto start = begin(press("d3", k_now + minutes{20}));
  const auto* over = std::get_if<RemedyOverLimit>(&start);
  ASSERT_NE(over, nullptr);
  EXPECT_EQ(over->allowed, 2);
  EXPECT_FALSE(over->per_day);
  EXPECT_EQ(over->again_at, k_now + hours{1});
  const auto room = *wait_for(store_->mails_left(jane(), k_now + minutes{20}, k_limits));
  EXPECT_EQ(room.left, 0);
  EXPECT_EQ(room.next_at, k_now + hours{1});
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d3", k_now + hours{1}))));
}

TEST_F(SqliteStoreTest, CountsEachCustomerAlone) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  const auto omar = *EmailAddress::parse("omar@acme.example");
  EXPECT_EQ(wait_for(store_->mails_left(omar, k_now, k_limits))->left, 2);
  EXPECT_EQ(wait_for(store_->mails_left(jane(), k_now, k_limits))->left, 1);
}

// No mail leaves when a suppression is lifted, so no limit of mails stands in its way.
TEST_F(SqliteStoreTest, CountsALiftedSuppressionAsNoMail) {
  const auto lift = [](const std::string& id) {
    return press(id, k_now, RemedyId::lift_suppression);
  };
  const auto lifted = std::get<RemedyBegun>(begin(lift("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(lifted.attempt, RemedyOutcome::lifted)));
  EXPECT_EQ(wait_for(store_->mails_left(jane(), k_now, k_limits))->left, 2);
  begin(press("d2"));
  begin(press("d3"));
  EXPECT_EQ(wait_for(store_->mails_left(jane(), k_now, k_limits))->left, 0);
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(lift("d4"))));
  EXPECT_TRUE(std::holds_alternative<RemedyAlreadyBegun>(begin(lift("d1")))) << "once for each";
}

TEST_F(SqliteStoreTest, KeepsHowThingsWereBeforeARemedyAcrossARestart) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->note_remedy(first.attempt, "550 mailbox disabled")));
  open();
  EXPECT_EQ(wait_for(store_->presses("d1"))->at(0).note, "550 mailbox disabled");
  const auto unknown = wait_for(store_->note_remedy(4711, "nothing"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::not_found);
}

TEST_F(SqliteStoreTest, TellsThePressesUnderADiagnosis) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(first.attempt, RemedyOutcome::accepted)));
  begin(press("d1", k_now + minutes{1}, RemedyId::send_password_reset));
  begin(press("d2", k_now + hours{2}));
  const auto presses = *wait_for(store_->presses("d1"));
  ASSERT_EQ(presses.size(), 2U);
  EXPECT_EQ(presses[0].remedy, RemedyId::resend_confirmation);
  EXPECT_EQ(presses[0].by, "U0DANA");
  EXPECT_EQ(presses[0].at, k_now);
  EXPECT_EQ(presses[0].outcome, RemedyOutcome::accepted);
  EXPECT_EQ(presses[1].remedy, RemedyId::send_password_reset);
  EXPECT_EQ(presses[1].outcome, RemedyOutcome::in_progress);
}

TEST_F(SqliteStoreTest, SaysThatAnAttemptIsUnknown) {
  const auto finished = wait_for(store_->finish_remedy(4711, RemedyOutcome::accepted));
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().kind, ErrorKind::not_found);
}

TEST_F(SqliteStoreTest, ForgetsWhatIsOlderThanTheRetention) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  ASSERT_TRUE(wait_for(store_->forget_before(k_now)));
  EXPECT_TRUE(*wait_for(store_->find_diagnosis("d1")));
  ASSERT_TRUE(wait_for(store_->forget_before(k_now + minutes{1})));
  EXPECT_FALSE(*wait_for(store_->find_diagnosis("d1")));
  EXPECT_TRUE(wait_for(store_->presses("d1"))->empty());
}

TEST_F(SqliteStoreTest, RefusesASecondRunOnTheSameFile) {
  const auto second = open_sqlite_store(file_, StoreUse::serve, Secret{std::string(64, 'k')});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::refused);
}

TEST_F(SqliteStoreTest, TakesARecordFromTheCommandLineBesideARun) {
  const auto beside = open_sqlite_store(file_, StoreUse::record, Secret{std::string(64, 'k')});
  ASSERT_TRUE(beside);
  ASSERT_TRUE(wait_for((*beside)->record_diagnosis(record("d1"))));
  EXPECT_TRUE(*wait_for(store_->find_diagnosis("d1")));
}

TEST_F(SqliteStoreTest, SaysThatTheDiskIsFullAndKeepsWhatItHad) {
  store_.reset();
  auto session = open_sqlite_session(file_);
  ASSERT_TRUE(session);
  **session << "PRAGMA max_page_count = 1";  // SQLite takes today's size instead
  const auto store = make_sqlite_store(std::move(*session), file_, Secret{std::string(64, 'k')});
  ASSERT_TRUE(wait_for(store->record_diagnosis(record("small"))));

  auto large = record("large");
  large.asked_by = std::string(100'000, 'x');
  const auto recorded = wait_for(store->record_diagnosis(large));
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(recorded.error().what, "store: " + file_ + ": the disk is full");
  EXPECT_EQ(recorded.error().vendor_text.find("jane"), std::string::npos);
  EXPECT_TRUE(*wait_for(store->find_diagnosis("small")));
  EXPECT_FALSE(*wait_for(store->find_diagnosis("large")));
}

TEST_F(SqliteStoreTest, SaysThatTheFileIsDamaged) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  store_.reset();
  {
    std::fstream file{file_, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(4096);  // after the first page, which tells what the file is
    file << std::string(16 * 4096, '\xff');
  }
  open();
  const auto found = wait_for(store_->find_diagnosis("d1"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(found.error().what, "store: " + file_ + ": damaged, or no SQLite database");
}

TEST(MemoryStore, KeepsWhatItIsGivenWhileItLives) {
  boost::asio::io_context context;
  const auto store = open_memory_store();
  ASSERT_TRUE(store);
  ASSERT_TRUE(doubles::await((*store)->record_diagnosis(record("d1")), context));
  EXPECT_TRUE(*doubles::await((*store)->find_diagnosis("d1"), context));
}

}  // namespace
}  // namespace latchkey::storage
