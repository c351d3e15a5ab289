// The table in escalation.hpp, row by row. A mistake here calls somebody twice, or nobody.
#include "core/escalation/escalation.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
using Status = EscalationStatus;

const TimePoint k_begin = *parse_time("2026-11-22T10:00:00Z");
const EscalationRules k_rules{.levels = 3, .acknowledge_within = 10min, .at_most = 3};

Escalation begun() {
  Escalation escalation{.id = "e1",
                        .channel = "C0SUPPORT",
                        .thread = "root",
                        .asked_by = "UDANA",
                        .asked_at = k_begin,
                        .changed_by = "UDANA",
                        .changed_at = k_begin,
                        .look_at = k_begin};
  escalation.calls.push_back({.level = 0, .at = k_begin, .found = true, .users = {"ULENA"}});
  return escalation;
}

/// Lena was called a moment ago.
Escalation waiting() {
  return after_call(begun(), "message", k_begin, k_rules);
}

Escalation in(Status status) {
  auto escalation = waiting();
  escalation.status = status;
  if (status != Status::calling) escalation.due.reset();
  if (status == Status::taken) escalation.holder = "ULENA";
  return escalation;
}

TEST(Escalation, ChangesByEachEventOnlyWhereTheTableSaysSo) {
  struct Row {
    const char* what;
    EscalationEvent event;
    std::optional<Status> calling, taken, unanswered, resolved;
  };
  const std::vector<Row> rows = {
      {"time passes", TimePasses{}, Status::calling, {}, {}, {}},
      {"I have it", HaveIt{"ULENA"}, Status::taken, {}, Status::taken, {}},
      {"hand back", HandBack{"ULENA"}, {}, Status::calling, {}, {}},
      {"resolved", Resolve{"ULENA"}, Status::resolved, Status::resolved, Status::resolved, {}},
      {"call again", CallAgain{"UDANA"}, {}, {}, Status::calling, {}},
      {"paged", Paged{.users = {"UKIM"}}, Status::calling, Status::calling, Status::calling, {}}};
  for (const auto& row : rows) {
    for (const auto& [status, expected] :
         {std::pair{Status::calling, row.calling}, std::pair{Status::taken, row.taken},
          std::pair{Status::unanswered, row.unanswered},
          std::pair{Status::resolved, row.resolved}}) {
      SCOPED_TRACE(std::string{row.what} + " while " + std::string{to_string(status)});
      const auto next = after(in(status), row.event, k_begin + 10min, k_rules);
      ASSERT_EQ(next.has_value(), expected.has_value());
      if (!next) continue;
      EXPECT_EQ(next->status, *expected);
      EXPECT_FALSE(next->shown) << "what has changed is to be shown";
      EXPECT_EQ(next->look_at, k_begin + 10min) << "and at once";
    }
  }
}

TEST(Escalation, CallsTheNextLevelWhenTheTimeIsUpAndNotBefore) {
  EXPECT_FALSE(after(waiting(), TimePasses{}, k_begin + 10min - 1us, k_rules));
  const auto next = after(waiting(), TimePasses{}, k_begin + 10min, k_rules);
  ASSERT_TRUE(next);
  ASSERT_EQ(next->calls.size(), 2U);
  EXPECT_EQ(next->calls[1].level, 1);
  EXPECT_EQ(next->calls[1].by, CalledBy::clock);
  EXPECT_EQ(next->raised, 1);
  EXPECT_FALSE(next->due) << "the clock starts when the message stands in the chat";
}

TEST(Escalation, BringsInAnotherLevelAtMostSoOftenAndThenNobodyTookIt) {
  auto escalation = waiting();
  auto now = k_begin;
  std::vector<int> levels;
  for (;;) {
    now += 10min;
    auto next = after(escalation, TimePasses{}, now, k_rules);
    ASSERT_TRUE(next);
    escalation = std::move(*next);
    if (escalation.status != Status::calling) break;
    levels.push_back(escalation.calls.back().level);
    escalation.calls.back().users = {"UKIM"};
    escalation = after_call(std::move(escalation), "message", now, k_rules);
  }
  EXPECT_EQ(levels, (std::vector<int>{1, 2, 2})) << "after the last level it is its turn again";
  EXPECT_EQ(escalation.status, Status::unanswered);
  EXPECT_EQ(escalation.changed_by, "") << "nobody did it";
}

TEST(Escalation, NeverBringsInAnotherLevelWhereItIsNotAllowed) {
  const EscalationRules once{.levels = 2, .at_most = 0};
  const auto next = after(waiting(), TimePasses{}, k_begin + 10min, once);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->status, Status::unanswered);
}

TEST(Escalation, IsHandedBackToTheNextLevelWithAFreshCount) {
  auto taken = in(Status::taken);
  taken.raised = 3;
  const auto next = after(taken, HandBack{"ULENA"}, k_begin + 1h, k_rules);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->calls.back().level, 1);
  EXPECT_EQ(next->calls.front().handed_back_by, "ULENA");
  EXPECT_EQ(next->calls.back().by, CalledBy::person);
  EXPECT_EQ(next->raised, 0);
  EXPECT_EQ(next->holder, "");
}

TEST(Escalation, BeginsAtTheFirstLevelWhenCalledAgain) {
  auto unanswered = in(Status::unanswered);
  unanswered.calls.back().level = 2;
  const auto next = after(unanswered, CallAgain{"UDANA"}, k_begin + 1h, k_rules);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->calls.back().level, 0);
}

TEST(Escalation, RemembersWhoHadItWhenSomebodyElseResolvesIt) {
  const auto next = after(in(Status::taken), Resolve{"UDANA"}, k_begin + 1h, k_rules);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->holder, "ULENA");
  EXPECT_EQ(next->changed_by, "UDANA");
}

TEST(Escalation, RemembersWhoHadItWhenThePagerCallsOthers) {
  const Paged paged{.users = {"UKIM"}};
  const auto again = after(in(Status::taken), paged, k_begin + 1h, k_rules);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->calls.front().was_with, "ULENA");
  EXPECT_EQ(again->calls.back().by, CalledBy::pager);
  EXPECT_EQ(again->holder, "");
  const auto next_level = after(waiting(), paged, k_begin + 1h, k_rules);
  EXPECT_EQ(next_level->calls.front().was_with, "") << "nobody had it";
}

TEST(Escalation, LetsTheIncidentLeadWhileNobodyHasTakenItThere) {
  auto paged = waiting();
  paged.incident.status = IncidentStatus::triggered;
  EXPECT_FALSE(after(paged, TimePasses{}, k_begin + 1h, k_rules)) << "both would call";
  paged.incident.status = IncidentStatus::lost;
  EXPECT_TRUE(after(paged, TimePasses{}, k_begin + 1h, k_rules)) << "else nobody would call";
}

TEST(Escalation, IsUnansweredAtOnceWhereNobodyCanBeReached) {
  auto alone = begun();
  alone.calls.back().users.clear();
  EXPECT_EQ(after_call(alone, "message", k_begin, k_rules).status, Status::unanswered);
  alone.incident.status = IncidentStatus::wanted;
  EXPECT_EQ(after_call(alone, "message", k_begin, k_rules).status, Status::calling)
      << "the pager will call somebody";
  alone.incident.status = IncidentStatus::acknowledged;
  EXPECT_EQ(after_call(alone, "message", k_begin, k_rules).status, Status::calling)
      << "it was handed back, and the pager will call once more";
}

TEST(Escalation, KnowsWhoWasCalledAloneOrInAGroup) {
  auto escalation = waiting();
  escalation.calls.push_back(
      {.level = 1, .at = k_begin, .groups = {{"S1", "@support-managers", {"UKIM", "UEVE"}}}});
  for (const char* user : {"ULENA", "UKIM", "UEVE"}) EXPECT_TRUE(was_called(escalation, user));
  EXPECT_FALSE(was_called(escalation, "UDANA"));
  EXPECT_FALSE(was_called(escalation, ""));
}

TEST(Escalation, NamesItsStatusesForTheStore) {
  for (const auto status : {Status::calling, Status::taken, Status::unanswered, Status::resolved}) {
    EXPECT_EQ(parse_escalation_status(to_string(status)), status);
  }
  EXPECT_FALSE(parse_escalation_status("paused"));
  for (const auto status :
       {IncidentStatus::none, IncidentStatus::wanted, IncidentStatus::triggered,
        IncidentStatus::acknowledged, IncidentStatus::resolved, IncidentStatus::lost}) {
    EXPECT_EQ(parse_incident_status(to_string(status)), status);
  }
  EXPECT_FALSE(parse_incident_status(""));
  for (const auto by : {CalledBy::person, CalledBy::clock, CalledBy::pager}) {
    EXPECT_EQ(parse_called_by(to_string(by)), by);
  }
  EXPECT_FALSE(parse_called_by("moon"));
}

}  // namespace
}  // namespace latchkey
