// Nobody changes the record, or takes something out of it, unseen.
#include "tests/adapters/storage/audited_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

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

}  // namespace
}  // namespace latchkey::storage
