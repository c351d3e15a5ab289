// The process is killed at each step of a conversation in turn, and started again. Whatever the
// moment: what was acknowledged is answered, once, and at most one mail leaves.
#include "tests/bot/sessions/killable.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

/// One root message with the conclusion, and one row of buttons in its thread.
void expect_one_answer(const ChatWorld& world) {
  int roots = 0;
  int rows = 0;
  for (const auto& [id, posted] : world.platform.posted) {
    roots += posted.thread.empty() ? 1 : 0;
    rows += button_of(posted.message, rendering::k_recheck) != nullptr ? 1 : 0;
    if (posted.thread.empty()) {
      EXPECT_NE(words_of(posted.message).find("🔴"), std::string::npos) << words_of(posted.message);
    }
  }
  EXPECT_EQ(roots, 1);
  EXPECT_EQ(rows, 1);
}

TEST(KilledAnywhere, AQuestionIsAnsweredOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    killed = !world.deliver(asked(), moments, &acknowledged);
    world.kill();
    world.start();
    // What was not acknowledged comes again, and what was may.
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, WhatWasAcknowledgedIsAnsweredWithoutBeingDeliveredAgain) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    killed = !world.deliver(asked(), moments, &acknowledged);
    world.kill();
    world.start();
    auto another = asked();
    another.dedupe_key = "command:2";
    another.text = "help";
    bool helped = false;
    ASSERT_TRUE(world.deliver(another, k_for_ever, &helped));
    if (acknowledged) expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, APressSendsAtMostOneMailAndSaysWhatCameOfIt) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    const auto press = pressed(world);
    killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    ASSERT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    const auto words = words_of(world.platform.posted.at(world.row()).message);
    const bool done = words.find("✅") != std::string::npos;
    const bool uncertain = words.find("⚠️") != std::string::npos;
    EXPECT_TRUE(done || uncertain) << words;
    EXPECT_LE(world.forms.submitted.size(), 1U);
    EXPECT_TRUE(uncertain || world.forms.submitted.size() == 1U);
    expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

/// The messages of the thread that mention who pressed, apart from the row of buttons.
int mentions(const ChatWorld& world) {
  int count = 0;
  for (const auto& [id, posted] : world.platform.posted) {
    const bool row = button_of(posted.message, rendering::k_recheck) != nullptr;
    const bool mention =
        words_of(posted.message).find("UDANA: the confirmation") != std::string::npos;
    count += mention && !row ? 1 : 0;
  }
  return count;
}

MailHistory bounced(TimePoint at) {
  return {.events = {{.at = at,
                      .type = MailEventType::failed_permanently,
                      .recipient = "jane.doe@acme.example",
                      .subject = "Confirmation instructions",
                      .reason = "bounce"}}};
}

TEST(KilledAnywhere, WhatBecameOfAMailIsToldOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    ASSERT_TRUE(world.deliver(pressed(world), k_for_ever, &acknowledged));
    world.mail.answer = bounced(world.clock.now() + 1s);
    world.clock.advance(10s);
    killed = !world.look_for_mails(moments);
    world.kill();
    world.clock.advance(1min);
    world.start();
    ASSERT_TRUE(world.look_for_mails(k_for_ever));
    EXPECT_EQ(mentions(world), 1);
    const auto words = words_of(world.platform.posted.at(world.row()).message);
    EXPECT_NE(words.find("❌ … bounced"), std::string::npos) << words;
    expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

// The press and that its mail is followed are kept together: no crash leaves one without the other.
TEST(KilledAnywhere, APressThatLeftAMailIsFollowed) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    const auto press = pressed(world);
    killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    ASSERT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.mail.answer = bounced(world.clock.now() + 1s);
    world.clock.advance(1min);
    ASSERT_TRUE(world.look_for_mails(k_for_ever));
    EXPECT_EQ(mentions(world), 1);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

}  // namespace
}  // namespace latchkey
