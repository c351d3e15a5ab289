// The process is killed at each step of an approval, and of its undoing: either happens once, and
// the chat says how it is.
#include "tests/bot/sessions/killable.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

chat::Request pressed_by(const ChatWorld& world, const std::string& user,
                         const std::string& action) {
  auto press = pressed(world);
  press.dedupe_key = "action:" + action + user;
  press.user = user;
  press.action = action;
  return press;
}

/// Jane's address is on the list of bounces, and @dana wants it off, which takes two.
struct WaitsForApproval : Killable {
  WaitsForApproval() {
    second_person = {RemedyId::lift_suppression};
    lists.takes_effect = true;
    Suppression row{.code = "550", .error = "5.2.1 mailbox disabled"};
    row.created_at = k_noon - 240h;
    lists.answer->rows = {row};
    start();
    to_the_end(asked());
    to_the_end(pressed_by(*this, "UDANA", "lift_suppression"));
  }
  void to_the_end(const chat::Request& request) {
    bool acknowledged = false;
    EXPECT_TRUE(deliver(request, k_for_ever, &acknowledged));
  }
  /// Kills it after so many moments, and delivers the press again. False: it was let finish.
  bool kill_in(const chat::Request& press, int moments) {
    bool acknowledged = false;
    const bool killed = !deliver(press, moments, &acknowledged);
    kill();
    start();
    to_the_end(press);
    return killed;
  }
  [[nodiscard]] std::string shown() const { return words_of(platform.posted.at(row()).message); }
  [[nodiscard]] bool says(const std::string& part) const {
    return shown().find(part) != std::string::npos;
  }
};

TEST(KilledAnywhere, AnApprovedLiftHappensOnceAndIsToldAsItIs) {
  killed_after_each_moment<WaitsForApproval>([](WaitsForApproval& world, int moments) {
    const bool killed =
        world.kill_in(pressed_by(world, "ULENA", "approve_lift_suppression"), moments);
    EXPECT_LE(world.lists.lifted.size(), 1U);
    EXPECT_EQ(world.recorded(audit_action::proposed), 1);
    EXPECT_EQ(world.recorded(audit_action::pressed), 1);
    EXPECT_EQ(world.recorded(audit_action::finished), 1);
    const bool lifted = world.lists.answer->rows.empty();
    EXPECT_EQ(world.says("✅"), lifted) << world.shown();
    EXPECT_EQ(world.says("was not lifted"), !lifted) << world.shown();
    return killed;
  });
}

TEST(KilledAnywhere, WhatIsPutBackIsPutBackOnceAndToldAsItIs) {
  killed_after_each_moment<WaitsForApproval>([](WaitsForApproval& world, int moments) {
    world.to_the_end(pressed_by(world, "ULENA", "approve_lift_suppression"));
    const bool killed = world.kill_in(pressed_by(world, "UDANA", "put_back_bounce"), moments);
    EXPECT_LE(world.lists.returned.size(), 1U);
    const bool there = !world.lists.answer->rows.empty();
    EXPECT_EQ(world.says("Mail to it is held back again"), there) << world.shown();
    EXPECT_EQ(world.says("was not put back"), !there) << world.shown();
    return killed;
  });
}

}  // namespace
}  // namespace latchkey
