// The journal: what was taken on is there after a restart, once, and stands where it stood.
#include "tests/adapters/storage/store_in_a_file.hpp"
#include "tests/adapters/storage/store_on_either.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>

namespace latchkey::storage {
namespace {

using std::chrono::hours;

const TimePoint k_taken_at = *parse_time("2026-11-22T10:00:00.123456Z");

class JournalTest : public StoreOnEither {
 protected:
  std::optional<Job> take(const std::string& key, TimePoint at = k_taken_at) {
    return wait_for(store_->take(key, "request of " + key, at)).value();
  }
  void advance(long long number, JobStep step, const std::string& state = "") {
    ASSERT_TRUE(wait_for(store_->advance({number, step, state})));
  }
  std::vector<Job> at(JobStep step, std::size_t most = 100) {
    return wait_for(store_->standing_at(step, most)).value();
  }
};

TEST_P(JournalTest, TakesAJobOnOnceByItsKey) {
  ASSERT_TRUE(take("command:1"));
  EXPECT_FALSE(take("command:1", k_taken_at + hours{1}));
  EXPECT_TRUE(take("command:2"));
}

TEST_P(JournalTest, GivesEachJobAnOpaqueIdThatIsTheSameForTheSameKey) {
  const auto job = *wait_for(
      store_->take("command:13345224609.738474920.8088930838d88f008e0", "request", k_taken_at));
  ASSERT_TRUE(job);
  EXPECT_EQ(job->id.size(), 32U);
  EXPECT_EQ(job->id.find_first_not_of("0123456789abcdef"), std::string::npos) << job->id;
  EXPECT_FALSE(holds("8088930838d88f008e0"))
      << "the key may hold a trigger, which is a secret while it lives";
}

TEST_P(JournalTest, KeepsAJobAcrossARestart) {
  const auto taken = take("command:1");
  open();
  const auto jobs = at(JobStep::received);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].number, taken->number);
  EXPECT_EQ(jobs[0].id, taken->id);
  EXPECT_EQ(jobs[0].received_at, k_taken_at);
  EXPECT_EQ(jobs[0].request, "request of command:1");
  EXPECT_FALSE(take("command:1"));
}

TEST_P(JournalTest, KeepsHowFarAJobHasCome) {
  const auto job = take("command:1");
  advance(job->number, JobStep::opened, "root 17");
  open();
  EXPECT_TRUE(at(JobStep::received).empty());
  const auto opened = at(JobStep::opened);
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0].state, "root 17");
  EXPECT_EQ(opened[0].request, "request of command:1");
}

TEST_P(JournalTest, GivesTheOldestFirstAndNoMoreThanAskedFor) {
  for (int i = 0; i < 5; ++i) take("command:" + std::to_string(i));
  const auto oldest = at(JobStep::received, 2);
  ASSERT_EQ(oldest.size(), 2U);
  EXPECT_EQ(oldest[0].request, "request of command:0");
  EXPECT_EQ(oldest[1].request, "request of command:1");
}

TEST_P(JournalTest, ForgetsWhatAJobWasAboutWhenItIsDoneButNotThatItWas) {
  const auto job = take("command:1");
  advance(job->number, JobStep::opened, "root 17");
  advance(job->number, JobStep::done);
  for (const auto step : {JobStep::received, JobStep::opened, JobStep::answered}) {
    EXPECT_TRUE(at(step).empty());
  }
  EXPECT_FALSE(take("command:1"));
}

TEST_P(JournalTest, KeepsTheDiagnosisWithTheStep) {
  const auto job = take("command:1");
  const DiagnosisRecord record{.id = job->id,
                               .email = *EmailAddress::parse("jane.doe@acme.example"),
                               .service = "CustomersDot",
                               .asked_by = "U0DANA",
                               .asked_at = k_taken_at};
  ASSERT_TRUE(wait_for(store_->advance({job->number, JobStep::opened, "state", record})));
  EXPECT_EQ((*wait_for(store_->find_diagnosis(job->id)))->asked_by, "U0DANA");
}

TEST_P(JournalTest, SaysSoWhereThereIsNoSuchJob) {
  EXPECT_EQ(wait_for(store_->advance({4711, JobStep::done})).error().kind, ErrorKind::not_found);
}

TEST_P(JournalTest, ForgetsOnlyJobsThatAreDone) {
  const auto done = take("command:1");
  take("command:2");
  advance(done->number, JobStep::done);
  ASSERT_TRUE(wait_for(store_->forget_before(k_taken_at + hours{1})));
  EXPECT_TRUE(take("command:1"));
  EXPECT_FALSE(take("command:2"));
}

using FormerFile = StoreInAFile;

// A file of version 0.1.0 has its keys in a table of their own.
TEST_F(FormerFile, CarriesTheKeysOfTheFormerReleaseOver) {
  store_.reset();
  std::filesystem::remove(file_);
  {
    soci::session old{soci::sqlite3, "dbname=" + file_};
    old << "CREATE TABLE seen (dedupe_key TEXT PRIMARY KEY, seen_at BIGINT NOT NULL)";
    old << "INSERT INTO seen VALUES ('command:1', 1763800000000000)";
    old << "CREATE TABLE diagnoses (id TEXT PRIMARY KEY, email TEXT NOT NULL,"
           " service TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at BIGINT NOT NULL,"
           " channel TEXT NOT NULL, cause TEXT NOT NULL, offered TEXT NOT NULL)";
    old << "CREATE TABLE remedy_attempts (attempt INTEGER PRIMARY KEY AUTOINCREMENT,"
           " diagnosis_id TEXT NOT NULL, remedy TEXT NOT NULL, customer TEXT NOT NULL,"
           " begun_by TEXT NOT NULL, begun_at BIGINT NOT NULL, outcome TEXT NOT NULL,"
           " mail_may_have_left SMALLINT NOT NULL)";
    old << "INSERT INTO remedy_attempts VALUES (1, 'd1', 'resend_confirmation',"
           " 'jane.doe@acme.example', 'U0DANA', 1763800000000000, 'accepted', 1)";
    old << "PRAGMA user_version = 1";
  }
  open();
  EXPECT_FALSE(*wait_for(store_->take("command:1", "request", k_taken_at)));
  EXPECT_EQ(wait_for(store_->presses("d1"))->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(On, JournalTest, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
