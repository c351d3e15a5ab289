// The process is killed at each step of a call for help in turn, and started again. Whatever the
// moment: everybody is called once, and the thread says who took it.
#include "tests/bot/sessions/killable.hpp"
#include "tests/doubles/fake_incidents.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey {
namespace {

/// Omar, then Max may be called; an incident is opened, too.
struct KillableEscalation : Killable {
  doubles::FakeIncidents pager;

  KillableEscalation() {
    for (const char* id : {"UOMAR", "UMAX"}) platform.people[id] = {.id = id};
    rules.escalate = {"@support-team"};
    on_call.levels = {"UOMAR", "UMAX"};
    pager.before_answer = moment;
  }
  /// A customer is checked.
  void begin() {
    start();
    bool acknowledged = false;
    EXPECT_TRUE(deliver(asked(), k_for_ever, &acknowledged));
  }
  [[nodiscard]] chat::Request press_row() const {
    auto press = pressed(*this);
    press.action = "escalate";
    return press;
  }
  /// Of the newest call.
  [[nodiscard]] chat::Request press_call(std::string_view action) const {
    auto press = press_row();
    press.dedupe_key = "action:2";
    press.user = "UOMAR";
    press.action = action;
    press.message = calls().back();
    press.value = platform.posted.at(press.message).first.tag->job;
    press.received = clock.now();
    return press;
  }
  [[nodiscard]] std::vector<std::string> calls() const { return with_step("call "); }
  [[nodiscard]] std::vector<std::string> with_step(const std::string& beginning) const {
    std::vector<std::string> found;
    for (const auto& id : platform.order) {
      const auto& tag = platform.posted.at(id).first.tag;
      if (tag && tag->step.starts_with(beginning)) found.push_back(id);
    }
    return found;
  }
  [[nodiscard]] std::string words_of_call(std::size_t number) const {
    return words_of(platform.posted.at(calls().at(number)).message);
  }
  /// Another process goes on, and all that is due by then is done.
  void go_on(const chat::Request& delivered_again) {
    kill();
    clock.advance(1min);
    start();
    bool acknowledged = false;
    ASSERT_TRUE(deliver(delivered_again, k_for_ever, &acknowledged));
    ASSERT_TRUE(ring(k_for_ever));
  }
};

TEST(KilledAnywhere, AnEscalationCallsOnce) {
  killed_after_each_moment<KillableEscalation>([](KillableEscalation& world, int moments) {
    world.incidents = &world.pager;
    world.begin();
    const auto press = world.press_row();
    bool acknowledged = false;
    const bool killed = !world.deliver(press, moments, &acknowledged);
    world.go_on(press);
    EXPECT_EQ(world.calls().size(), 1U);
    EXPECT_EQ(world.pager.orders.size(), 1U);
    const auto row = words_of(world.platform.posted.at(world.row()).message);
    EXPECT_NE(row.find("escalated"), std::string::npos) << row;
    return killed;
  });
}

TEST(KilledAnywhere, TheNextLevelIsCalledOnce) {
  killed_after_each_moment<KillableEscalation>([](KillableEscalation& world, int moments) {
    world.begin();
    const auto press = world.press_row();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.clock.advance(10min);
    const bool killed = !world.ring(moments);
    world.go_on(press);
    EXPECT_EQ(world.calls().size(), 2U);
    const auto first = world.words_of_call(0);
    EXPECT_NE(first.find("nobody took it"), std::string::npos) << first;
    EXPECT_EQ(world.recorded(audit_action::called), 1);
    return killed;
  });
}

TEST(KilledAnywhere, ThatNobodyTookItIsToldOnce) {
  killed_after_each_moment<KillableEscalation>([](KillableEscalation& world, int moments) {
    world.escalate_at_most = 0;
    world.begin();
    const auto press = world.press_row();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.clock.advance(10min);
    const bool killed = !world.ring(moments);
    world.go_on(press);
    EXPECT_EQ(world.with_step("nobody took").size(), 1U);
    EXPECT_NE(world.words_of_call(0).find("❌"), std::string::npos) << world.words_of_call(0);
    return killed;
  });
}

TEST(KilledAnywhere, WhoTookAnEscalationIsShown) {
  killed_after_each_moment<KillableEscalation>([](KillableEscalation& world, int moments) {
    world.incidents = &world.pager;
    world.begin();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(world.press_row(), k_for_ever, &acknowledged));
    const auto press = world.press_call("escalation_have_it");
    const bool killed = !world.deliver(press, moments, &acknowledged);
    world.go_on(press);
    EXPECT_NE(world.words_of_call(0).find("UOMAR has it"), std::string::npos)
        << world.words_of_call(0);
    EXPECT_EQ(world.pager.only().status, IncidentStatus::acknowledged);
    EXPECT_EQ(world.calls().size(), 1U);
    EXPECT_TRUE(world.platform.told_privately.empty()) << "it was their own press";
    return killed;
  });
}

TEST(KilledAnywhere, WhatIsHandedBackIsCalledOnce) {
  killed_after_each_moment<KillableEscalation>([](KillableEscalation& world, int moments) {
    world.incidents = &world.pager;
    world.begin();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(world.press_row(), k_for_ever, &acknowledged));
    EXPECT_TRUE(world.deliver(world.press_call("escalation_have_it"), k_for_ever, &acknowledged));
    auto press = world.press_call("escalation_hand_back");
    press.dedupe_key = "action:3";
    const bool killed = !world.deliver(press, moments, &acknowledged);
    world.go_on(press);
    EXPECT_EQ(world.calls().size(), 2U);
    EXPECT_EQ(world.pager.only().status, IncidentStatus::triggered);
    EXPECT_EQ(world.pager.handed_back, 1);
    return killed;
  });
}

}  // namespace
}  // namespace latchkey
