// The process is killed at each step of a conversation in turn, and started again. Whatever the
// moment: what was acknowledged is answered, once, and at most one mail leaves.
#include "adapters/chat/request_json.hpp"
#include "tests/bot/sessions/killable.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>

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
  killed_after_each_moment<Killable>([](Killable& world, int moments) {
    world.start();
    bool acknowledged = false;
    const bool killed = !world.deliver(asked(), moments, &acknowledged);
    world.kill();
    world.start();
    // What was not acknowledged comes again, and what was may.
    EXPECT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    expect_one_answer(world);
    EXPECT_EQ(world.recorded(audit_action::asked), 1);
    EXPECT_EQ(world.recorded(audit_action::answered), 1);
    return killed;
  });
}

TEST(KilledAnywhere, WhatWasAcknowledgedIsAnsweredWithoutBeingDeliveredAgain) {
  killed_after_each_moment<Killable>([](Killable& world, int moments) {
    world.start();
    bool acknowledged = false;
    const bool killed = !world.deliver(asked(), moments, &acknowledged);
    world.kill();
    world.start();
    auto another = asked();
    another.dedupe_key = "command:2";
    another.text = "help";
    bool helped = false;
    EXPECT_TRUE(world.deliver(another, k_for_ever, &helped));
    if (acknowledged) expect_one_answer(world);
    return killed;
  });
}

TEST(KilledAnywhere, APressSendsAtMostOneMailAndSaysWhatCameOfIt) {
  killed_after_each_moment<Killable>([](Killable& world, int moments) {
    world.start();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    const auto press = pressed(world);
    const bool killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    EXPECT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    const auto words = words_of(world.platform.posted.at(world.row()).message);
    const bool done = words.find("✅") != std::string::npos;
    const bool uncertain = words.find("⚠️") != std::string::npos;
    EXPECT_TRUE(done || uncertain) << words;
    EXPECT_LE(world.forms.submitted.size(), 1U);
    EXPECT_TRUE(uncertain || world.forms.submitted.size() == 1U);
    EXPECT_EQ(world.recorded(audit_action::pressed), 1);
    EXPECT_EQ(world.recorded(audit_action::finished), 1);
    expect_one_answer(world);
    return killed;
  });
}

/// What was answered about the other address, in the thread of the first answer.
struct OtherAnswer {
  int conclusions = 0;
  int rows = 0;
};

OtherAnswer other_answer(const ChatWorld& world, const std::string& first_row) {
  OtherAnswer found;
  for (const auto& [id, posted] : world.platform.posted) {
    if (posted.thread.empty() || id == first_row) continue;
    const auto& summary = posted.message.summary;
    found.conclusions += summary.ends_with("· jane_doe@acme.example") ? 1 : 0;
    found.rows += button_of(posted.message, rendering::k_recheck) != nullptr ? 1 : 0;
  }
  return found;
}

TEST(KilledAnywhere, APressThatChecksAnotherAddressIsAnsweredOnce) {
  killed_after_each_moment<Killable>([](Killable& world, int moments) {
    world.directory.answer->rows.push_back(ChatWorld::never_confirmed("jane_doe@acme.example"));
    world.directory.answer->rows.back().id = "5";
    world.start();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    auto press = pressed(world);
    press.action = "check_other_address";
    const bool killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    EXPECT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    const auto answer = other_answer(world, press.message);
    EXPECT_EQ(answer.conclusions, 1);
    EXPECT_EQ(answer.rows, 1);
    const auto& row = world.platform.posted.at(press.message).message;
    EXPECT_EQ(button_of(row, "check_other_address"), nullptr);
    EXPECT_NE(words_of(row).find("UDANA checked jane_doe@acme.example"), std::string::npos)
        << words_of(row);
    return killed;
  });
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
  killed_after_each_moment<Killable>([](Killable& world, int moments) {
    world.start();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    EXPECT_TRUE(world.deliver(pressed(world), k_for_ever, &acknowledged));
    world.mail.answer = bounced(world.clock.now() + 1s);
    world.clock.advance(10s);
    const bool killed = !world.look_for_mails(moments);
    world.kill();
    world.clock.advance(1min);
    world.start();
    EXPECT_TRUE(world.look_for_mails(k_for_ever));
    EXPECT_EQ(mentions(world), 1);
    const auto words = words_of(world.platform.posted.at(world.row()).message);
    EXPECT_NE(words.find("❌ … bounced"), std::string::npos) << words;
    expect_one_answer(world);
    return killed;
  });
}

// The press and that its mail is followed are kept together: no crash leaves one without the other.
TEST(KilledAnywhere, APressThatLeftAMailIsFollowed) {
  killed_after_each_moment<Killable>([](Killable& world, int moments) {
    world.start();
    bool acknowledged = false;
    EXPECT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    const auto press = pressed(world);
    const bool killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    EXPECT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.mail.answer = bounced(world.clock.now() + 1s);
    world.clock.advance(1min);
    EXPECT_TRUE(world.look_for_mails(k_for_ever));
    EXPECT_EQ(mentions(world), 1);
    return killed;
  });
}

}  // namespace
}  // namespace latchkey
