// The record of who did what: what it holds, and that nobody can change it unseen.
#include "adapters/storage/key_file.hpp"
#include "tests/adapters/storage/store_on_either.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace latchkey::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const TimePoint k_asked_at = std::chrono::floor<std::chrono::microseconds>(
    std::chrono::system_clock::now() - std::chrono::minutes{5});

EmailAddress mary() {
  return *EmailAddress::parse("mary.major@acme.example");
}

DiagnosisRecord asked_about(const EmailAddress& email, const std::string& id) {
  return {.id = id,
          .email = email,
          .service = "CustomersDot",
          .asked_by = "U0DANA",
          .asked_at = k_asked_at,
          .channel = "C0SUPPORT",
          .root = "root of " + id,
          .thread = "root of " + id};
}

class AuditTest : public StoreOnEither {
 protected:
  /// A question, its answer, a press and how it ended: four entries about Mary.
  long long whole_story(const std::string& id = "d1") {
    auto record = asked_about(mary(), id);
    EXPECT_TRUE(wait_for(store_->record_diagnosis(record)));
    record.cause = "account_unconfirmed";
    record.details = R"({"ticket":"Mary.Major@acme.example never confirmed"})";
    EXPECT_TRUE(wait_for(store_->record_diagnosis(record)));
    const auto begun = wait_for(store_->begin_remedy(
        {id, RemedyId::resend_confirmation, mary(), "U0LENA", k_asked_at, "press"}, {99, 99}));
    const auto attempt = std::get<RemedyBegun>(*begun).attempt;
    EXPECT_TRUE(wait_for(store_->finish_remedy(attempt, RemedyOutcome::accepted)));
    return attempt;
  }
  std::vector<RecordedEntry> entries(AuditQuestion question = {}) {
    return wait_for(store_->entries(std::move(question))).value();
  }
  AuditVerdict verdict(std::vector<AuditHead> known = {}) {
    return wait_for(store_->verify(std::move(known))).value();
  }
  /// "changed 3", in the order of the numbers.
  std::vector<std::string> faults(std::vector<AuditHead> known = {}) {
    static const std::map<AuditFault::Kind, std::string> k_words = {
        {AuditFault::Kind::changed, "changed "},
        {AuditFault::Kind::missing, "missing "},
        {AuditFault::Kind::cut_off, "cut off "},
        {AuditFault::Kind::replaced, "replaced "}};
    std::vector<std::string> found;
    for (const auto& fault : verdict(std::move(known)).faults) {
      found.push_back(k_words.at(fault.kind) + std::to_string(fault.number));
    }
    return found;
  }
  AuditHead head() { return wait_for(store_->audit_head()).value(); }
};

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

TEST_P(AuditTest, HasNoFaultAsItWasWritten) {
  EXPECT_EQ(head().number, 0);
  whole_story();
  const auto early = head();
  EXPECT_EQ(early.number, 4);
  whole_story("d2");
  EXPECT_THAT(faults({early, head()}), IsEmpty());
  EXPECT_EQ(verdict().head, head());
}

TEST_P(AuditTest, TellsEachChangedField) {
  for (const std::string column :
       {"at", "action", "done_by", "channel", "service", "diagnosis", "subject", "result", "event",
        "commitment", "customer", "words", "salt", "link"}) {
    SCOPED_TRACE(column);
    whole_story("of " + column);
    const auto number = std::to_string(head().number - 1);
    tamper("UPDATE audit SET " + column + " = '77' WHERE number = " + number);
    const auto found = faults();
    EXPECT_THAT(found, testing::Contains("changed " + number));
  }
}

// Its salt is what a commitment is worth; without it, the customer must not be there either.
TEST_P(AuditTest, TellsACustomerWhoWasExchangedTogetherWithTheCommitment) {
  whole_story();
  tamper("UPDATE audit SET customer = 'omar@acme.example', salt = '' WHERE number = 2");
  EXPECT_THAT(faults(), ElementsAre("changed 2"));
}

TEST_P(AuditTest, TellsARemovedEntry) {
  whole_story();
  tamper("DELETE FROM audit WHERE number = 2");
  EXPECT_THAT(faults(), ElementsAre("missing 2", "changed 3"));
}

TEST_P(AuditTest, TellsARemovedEntryWhoseGapWasClosed) {
  whole_story();
  tamper("DELETE FROM audit WHERE number = 2");
  tamper("UPDATE audit SET number = number - 1 WHERE number > 2");
  EXPECT_THAT(faults(), ElementsAre("changed 2", "changed 3"));
}

TEST_P(AuditTest, TellsTheFirstEntriesWereRemoved) {
  whole_story();
  tamper("DELETE FROM audit WHERE number < 3");
  EXPECT_THAT(faults(), ElementsAre("missing 1", "missing 2", "changed 3"));
}

TEST_P(AuditTest, TellsTwoEntriesThatChangedPlaces) {
  whole_story();
  tamper("UPDATE audit SET number = 99 WHERE number = 2");
  tamper("UPDATE audit SET number = 2 WHERE number = 3");
  tamper("UPDATE audit SET number = 3 WHERE number = 99");
  EXPECT_THAT(faults(), testing::IsSupersetOf({"changed 2", "changed 3"}));
}

TEST_P(AuditTest, TellsACutOffEndByTheHeadThatTheLogKnows) {
  whole_story();
  const auto known = head();
  tamper("DELETE FROM audit WHERE number > 2");
  EXPECT_THAT(faults(), IsEmpty()) << "nothing in the file tells";
  EXPECT_THAT(faults({known}), ElementsAre("cut off 4"));
  EXPECT_THAT(faults({known, {.number = 9, .link = known.link}}),
              ElementsAre("cut off 4", "cut off 9"));
}

TEST_P(AuditTest, TellsAnEndThatWasWrittenAnew) {
  whole_story();
  const auto known = head();
  tamper("DELETE FROM audit WHERE number > 3");
  whole_story("another");
  EXPECT_THAT(faults(), IsEmpty()) << "whoever has the key can do so";
  EXPECT_THAT(faults({known}), ElementsAre("replaced 4"));
}

TEST_P(AuditTest, TellsAnotherKey) {
  whole_story();
  open(Secret{std::string(64, 'x')});
  EXPECT_THAT(faults(), SizeIs(4));
}

// Two programs write into the same record: `run`, and `latchkey diagnose` beside it.
TEST_P(AuditTest, GoesOnWhereAnotherProgramWrote) {
  whole_story("d1");
  const auto beside = another(StoreUse::record);
  ASSERT_TRUE(wait_for(beside->record_diagnosis(asked_about(mary(), "d2"))));
  whole_story("d3");
  EXPECT_EQ(head().number, 9);
  EXPECT_THAT(faults(), IsEmpty());
}

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
  EXPECT_EQ(wait_for(store_->mails_left(mary(), k_asked_at, {2, 5})).value().left, 1);
}

TEST_P(AuditTest, SaysThatAReaderKeepsTheFilesFromBeingCleaned) {
  if (on_postgres()) GTEST_SKIP() << "PostgreSQL keeps its log by itself";
  whole_story();
  soci::session reader{soci::sqlite3, "dbname=\"" + file_ + "\""};
  reader << "BEGIN";
  long long count = 0;
  reader << "SELECT COUNT(*) FROM audit", soci::into(count);
  const auto forgotten = wait_for(store_->forget_customer(mary(), "root"));
  ASSERT_FALSE(forgotten);
  EXPECT_EQ(forgotten.error().kind, ErrorKind::unavailable);
  reader << "COMMIT";
  ASSERT_TRUE(wait_for(store_->forget_customer(mary(), "root"))) << "asked again";
  EXPECT_FALSE(holds("mary.major"));
}

TEST(KeyFile, IsMadeOnceForItsOwnerAlone) {
  const harness::TemporaryDirectory directory;
  const auto path = key_file_beside(directory.path() / "latchkey.db");
  const auto made = read_or_make_key(path);
  ASSERT_TRUE(made) << made.error().what;
  EXPECT_THAT(made->reveal(), SizeIs(64));
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(read_or_make_key(path).value().reveal(), made->reveal());
  const auto other = read_or_make_key(directory.path() / "other.key");
  EXPECT_THAT(other.value().reveal(), Not(made->reveal()));
}

TEST(KeyFile, IsRefusedWhereItIsNoKey) {
  const harness::TemporaryDirectory directory;
  std::ofstream{directory.path() / "short"} << "abc\n";
  EXPECT_FALSE(read_or_make_key(directory.path() / "short"));
  EXPECT_FALSE(read_or_make_key("/nonexistent/latchkey.db.key"));
}

INSTANTIATE_TEST_SUITE_P(On, AuditTest, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
