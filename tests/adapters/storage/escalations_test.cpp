// Calls for help: at most one is open in a thread, and of two changes at once one is kept.
#include "tests/adapters/storage/store_on_either.hpp"

#include <gtest/gtest.h>

namespace latchkey::storage {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const TimePoint k_escalated = *parse_time("2026-11-22T10:00:00.123456Z");

class EscalationsTest : public StoreOnEither {
 protected:
  static Escalation escalation(const std::string& id, const std::string& thread = "root") {
    Escalation made{.id = id,
                    .channel = "C0SUPPORT",
                    .thread = thread,
                    .asked_by = "U0DANA",
                    .asked_at = k_escalated,
                    .look_at = k_escalated};
    made.calls.push_back({.level = 0, .at = k_escalated});
    return made;
  }
  Escalation begin(const Escalation& made) {
    return wait_for(store_->begin_escalation(made)).value();
  }
  Escalation kept(const std::string& id) {
    return wait_for(store_->find_escalation(id)).value().value();
  }
  bool change(const Escalation& changed) {
    return wait_for(store_->change_escalation(changed)).value();
  }
  std::vector<std::string> due() {
    std::vector<std::string> ids;
    for (const auto& one : wait_for(store_->escalations_to_look_at(10)).value()) {
      ids.push_back(one.id);
    }
    return ids;
  }
};

TEST_P(EscalationsTest, AreThereWithEverythingAfterARestart) {
  auto made = escalation("e1");
  made.diagnosis_id = "d1";
  made.reason = "the customer is furious";
  made.holder = "U0LENA";
  made.changed_by = "U0LENA";
  made.changed_at = k_escalated + minutes{1};
  made.raised = 2;
  made.due = k_escalated + minutes{10};
  made.incident = {IncidentStatus::triggered, "Q1", "https://pd.example/Q1", "slow"};
  made.calls = {{.level = 0,
                 .at = k_escalated,
                 .found = true,
                 .users = {"U0LENA", "U0OMAR"},
                 .groups = {{"S0MANAGERS", "@support-managers", {"U0KIM"}}},
                 .strangers = {{"Lena Ohm", "https://pd.example/users/P1"}},
                 .note = "Nobody is on call.",
                 .message = "1.2",
                 .handed_back_by = "U0OMAR",
                 .was_with = "U0LENA",
                 .by = CalledBy::clock},
                {.level = 1, .at = k_escalated + minutes{10}}};
  begin(made);
  open();
  const auto read = kept("e1");
  EXPECT_EQ(read.channel, "C0SUPPORT");
  EXPECT_EQ(read.thread, "root");
  EXPECT_EQ(read.diagnosis_id, "d1");
  EXPECT_EQ(read.asked_by, "U0DANA");
  EXPECT_EQ(read.asked_at, k_escalated);
  EXPECT_EQ(read.reason, "the customer is furious");
  EXPECT_EQ(read.status, EscalationStatus::calling);
  EXPECT_EQ(read.holder, "U0LENA");
  EXPECT_EQ(read.changed_by, "U0LENA");
  EXPECT_EQ(read.changed_at, k_escalated + minutes{1});
  EXPECT_EQ(read.raised, 2);
  EXPECT_EQ(read.due, k_escalated + minutes{10});
  EXPECT_FALSE(read.shown);
  EXPECT_EQ(read.look_at, k_escalated);
  EXPECT_EQ(read.incident.status, IncidentStatus::triggered);
  EXPECT_EQ(read.incident.id, "Q1");
  EXPECT_EQ(read.incident.link, "https://pd.example/Q1");
  EXPECT_EQ(read.incident.trouble, "slow");
  ASSERT_EQ(read.calls.size(), 2U);
  const auto& call = read.calls[0];
  EXPECT_TRUE(call.found);
  EXPECT_EQ(call.at, k_escalated);
  EXPECT_EQ(call.users, (std::vector<std::string>{"U0LENA", "U0OMAR"}));
  ASSERT_EQ(call.groups.size(), 1U);
  EXPECT_EQ(call.groups[0].id, "S0MANAGERS");
  EXPECT_EQ(call.groups[0].handle, "@support-managers");
  EXPECT_EQ(call.groups[0].members, std::vector<std::string>{"U0KIM"});
  ASSERT_EQ(call.strangers.size(), 1U);
  EXPECT_EQ(call.strangers[0].name, "Lena Ohm");
  EXPECT_EQ(call.strangers[0].link, "https://pd.example/users/P1");
  EXPECT_EQ(call.note, "Nobody is on call.");
  EXPECT_EQ(call.message, "1.2");
  EXPECT_EQ(call.handed_back_by, "U0OMAR");
  EXPECT_EQ(call.was_with, "U0LENA");
  EXPECT_EQ(call.by, CalledBy::clock);
  EXPECT_EQ(read.calls[1].level, 1);
  EXPECT_FALSE(read.calls[1].found);
}

TEST_P(EscalationsTest, OneOfTheReleaseBeforeIsReadWithoutWhoHadItAndWhoHadItCalled) {
  begin(escalation("e1"));
  tamper(on_postgres() ? "UPDATE escalations SET calls ="
                         " CAST(CAST(calls AS jsonb) #- '{0,was_with}' #- '{0,by}' AS TEXT)"
                       : "UPDATE escalations SET calls ="
                         " json_remove(calls, '$[0].was_with', '$[0].by')");
  ASSERT_EQ(kept("e1").calls.size(), 1U);
  EXPECT_EQ(kept("e1").calls[0].by, CalledBy::person);
}

TEST_P(EscalationsTest, OnlyOneIsOpenInAThreadAndTheSecondLearnsWhich) {
  EXPECT_EQ(begin(escalation("e1")).id, "e1");
  EXPECT_EQ(begin(escalation("e2")).id, "e1");
  EXPECT_FALSE(wait_for(store_->find_escalation("e2")).value());
  EXPECT_EQ(begin(escalation("e3", "another root")).id, "e3");
}

TEST_P(EscalationsTest, AnotherIsBegunWhereTheFormerIsResolved) {
  auto first = begin(escalation("e1"));
  first.status = EscalationStatus::resolved;
  ASSERT_TRUE(change(first));
  auto second = escalation("e2");
  second.asked_at += hours{1};
  EXPECT_EQ(begin(second).id, "e2");
  EXPECT_EQ(begin(escalation("e1")).id, "e1") << "a job that is done again begins nothing anew";
  EXPECT_EQ(wait_for(store_->newest_escalation("C0SUPPORT", "root")).value()->id, "e2");
}

TEST_P(EscalationsTest, OfTwoChangesAtOnceOneIsKept) {
  auto lenas = begin(escalation("e1"));
  auto omars = lenas;
  lenas.holder = "U0LENA";
  omars.holder = "U0OMAR";
  EXPECT_TRUE(change(lenas));
  EXPECT_FALSE(change(omars));
  EXPECT_EQ(kept("e1").holder, "U0LENA");
  EXPECT_EQ(kept("e1").version, 1);
}

TEST_P(EscalationsTest, AreLookedAtInTheOrderOfTheirTime) {
  auto later = escalation("e1", "one");
  later.look_at = k_escalated + minutes{10};
  begin(later);
  begin(escalation("e2", "two"));
  auto never = escalation("e3", "three");
  never.look_at.reset();
  begin(never);
  EXPECT_EQ(due(), (std::vector<std::string>{"e2", "e1"}));
}

TEST_P(EscalationsTest, AreForgottenWithTheOtherRecords) {
  begin(escalation("e1"));
  ASSERT_TRUE(wait_for(store_->forget_before(k_escalated)));
  EXPECT_TRUE(wait_for(store_->find_escalation("e1")).value());
  ASSERT_TRUE(wait_for(store_->forget_before(k_escalated + minutes{1})));
  EXPECT_FALSE(wait_for(store_->find_escalation("e1")).value());
}

// What people wrote when they called for help may name the customer.
TEST_P(EscalationsTest, ForgetWhatWasWrittenAboutACustomer) {
  const auto jane = *EmailAddress::parse("jane.doe@acme.example");
  DiagnosisRecord record{.id = "d1",
                         .email = jane,
                         .service = "CustomersDot",
                         .asked_by = "U0DANA",
                         .asked_at = k_escalated};
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record)));
  auto diagnosed = escalation("e1", "one");
  diagnosed.diagnosis_id = "d1";
  diagnosed.reason = "she is furious";
  begin(diagnosed);
  auto named = escalation("e2", "two");
  named.reason = "what about Jane.Doe@acme.example?";
  begin(named);
  auto other = escalation("e3", "three");
  other.reason = "the portal is down";
  begin(other);
  ASSERT_TRUE(wait_for(store_->forget_customer(jane, "root")));
  EXPECT_EQ(kept("e1").reason, "");
  EXPECT_EQ(kept("e2").reason, "");
  EXPECT_EQ(kept("e3").reason, "the portal is down");
}

TEST_P(EscalationsTest, ForgetNobodyElsesReasonForACharacterOfAnAddress) {
  auto janes = escalation("e1", "one");
  janes.reason = "jane_doe%x@acme.example is locked out";
  begin(janes);
  auto others = escalation("e2", "two");
  others.reason = "janeXdoe%x@acme.example, and jane_doe anything x@acme.example";
  begin(others);
  const auto jane = *EmailAddress::parse("jane_doe%x@acme.example");
  ASSERT_TRUE(wait_for(store_->forget_customer(jane, "root")));
  EXPECT_EQ(kept("e1").reason, "");
  EXPECT_EQ(kept("e2").reason, others.reason);
}

TEST_P(EscalationsTest, OneThatCannotBeReadKeepsNoOtherFromBeingCalled) {
  begin(escalation("e1", "one"));
  begin(escalation("e2", "two"));
  tamper("UPDATE escalations SET status = 'paused' WHERE id = 'e1'");
  EXPECT_EQ(due(), std::vector<std::string>{"e2"});
  EXPECT_EQ(wait_for(store_->find_escalation("e1")).error().kind, ErrorKind::unavailable);
}

TEST_P(EscalationsTest, TheDiagnosisOfAThreadIsFound) {
  DiagnosisRecord record{.id = "d1",
                         .email = *EmailAddress::parse("jane.doe@acme.example"),
                         .service = "CustomersDot",
                         .asked_by = "U0DANA",
                         .asked_at = k_escalated,
                         .channel = "C0SUPPORT",
                         .thread = "root"};
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record)));
  record.id = "d2";
  record.asked_at += minutes{5};
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record)));
  EXPECT_EQ(wait_for(store_->newest_in("C0SUPPORT", "root")).value()->id, "d2");
  EXPECT_FALSE(wait_for(store_->newest_in("C0SUPPORT", "elsewhere")).value());
}

INSTANTIATE_TEST_SUITE_P(On, EscalationsTest, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
