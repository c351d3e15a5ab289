// What stands in the record after a conversation.
#include "tests/bot/sessions/dispatched.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {
namespace {

using testing::ElementsAre;

struct Recorded : Dispatched {
  /// "UDANA asked diagnose", with the result where there is one.
  std::vector<std::string> lines() {
    std::vector<std::string> all;
    for (const auto& recorded : doubles::await(store->entries({}), context).value()) {
      const auto& entry = recorded.entry;
      all.push_back(entry.by + " " + entry.action + " " + entry.subject +
                    (entry.result.empty() ? "" : ": " + entry.result));
    }
    return all;
  }
  std::vector<RecordedEntry> entries() {
    return doubles::await(store->entries({}), context).value();
  }
  void ask(const std::string& user = "UDANA") { handle(command("jane.doe@acme.example", user)); }
  /// Presses this under an answer, in another channel than that of the answer.
  void press_elsewhere(std::string_view action) {
    rules.channels.emplace_back("COTHER");
    platform.channels["COTHER"] = {.member = true};
    restart();
    ask();
    auto elsewhere = press(row(), action);
    elsewhere.channel = "COTHER";
    handle(std::move(elsewhere));
  }
};

TEST_F(Recorded, TellsTheQuestionTheAnswerAndThePress) {
  ask();
  handle(press(row(), "resend_confirmation", "ULENA"));
  EXPECT_THAT(lines(),
              ElementsAre("UDANA asked diagnose", "UDANA answered diagnose: account_unconfirmed",
                          "ULENA pressed resend_confirmation",
                          "ULENA finished resend_confirmation: accepted"));
  for (const auto& recorded : entries()) {
    ASSERT_TRUE(recorded.entry.customer);
    EXPECT_EQ(recorded.entry.customer->full(), "jane.doe@acme.example");
    EXPECT_EQ(recorded.entry.channel, "CSUPPORT");
    EXPECT_EQ(recorded.entry.service, "CustomersDot");
  }
}

// The record comes before anything is looked up about a customer.
TEST_F(Recorded, HasTheQuestionBeforeAnySystemIsAsked) {
  std::vector<std::string> before;
  mail.before_answer = [&]() -> boost::asio::awaitable<void> {
    const auto all = co_await store->entries({});
    for (const auto& recorded : *all) before.push_back(recorded.entry.action);
  };
  ask();
  EXPECT_THAT(before, testing::Contains("asked"));
}

TEST_F(Recorded, TellsAQuestionThatWasAnsweredBefore) {
  ask("UDANA");
  ask("ULENA");
  EXPECT_EQ(lines().back(), "ULENA asked diagnose: answered_before");
}

TEST_F(Recorded, TellsAPrivateAnswer) {
  platform.channels["CSUPPORT"].member = false;
  ask();
  EXPECT_THAT(lines(),
              ElementsAre("UDANA asked diagnose", "UDANA answered diagnose: account_unconfirmed"));
}

TEST_F(Recorded, TellsWhoWasRefusedWhatAndWhy) {
  ask();
  ask("UEVE");
  EXPECT_EQ(lines().back(), "UEVE refused diagnose: not_permitted");
  handle(press(row(), "resend_confirmation", "UEVE"));
  EXPECT_EQ(lines().back(), "UEVE refused resend_confirmation: not_permitted");
  handle(press(row(), "resend_confirmation", "UDANA"));
  handle(press(row(), "resend_confirmation", "ULENA"));
  EXPECT_EQ(lines().back(), "ULENA refused resend_confirmation: already_pressed");
  auto late = press(row(), "send_password_reset", "ULENA");
  clock.advance(6min);
  handle(std::move(late));
  EXPECT_EQ(lines().back(), "ULENA refused send_password_reset: expired");
  clock.advance(25h);
  handle(press(row(), "resend_confirmation", "ULENA"));
  EXPECT_EQ(lines().back(), "ULENA refused resend_confirmation: too_old");
}

TEST_F(Recorded, TellsAPressWhereTheAnswerWasNotGiven) {
  press_elsewhere(rendering::k_recheck);
  EXPECT_EQ(lines().back(), "UDANA refused recheck: other_channel");
}

TEST_F(Recorded, TellsACallForHelpThatWasTurnedAway) {
  press_elsewhere(rendering::k_escalate);
  EXPECT_EQ(lines().back(), "UDANA refused escalate: other_channel");
  auto forgotten = press(row(), rendering::k_escalate);
  forgotten.value = "of nobody";
  handle(std::move(forgotten));
  EXPECT_EQ(lines().back(), "UDANA refused escalate: forgotten");
}

TEST_F(Recorded, TellsAQuestionThatWasOneTooMany) {
  for (int i = 0; i < 4; ++i) {
    handle(command("jane" + std::to_string(i) + "@acme.example"));
  }
  EXPECT_EQ(lines().back(), "UDANA refused diagnose: too_many_questions");
}

TEST_F(Recorded, TellsACallForHelpAndWhoTookIt) {
  rules.escalate = {"@support-team"};
  on_call.levels = {"UOMAR"};
  platform.people["UOMAR"] = {.id = "UOMAR"};
  restart();
  ask();
  handle(press(row(), "escalate", "UEVE"));
  EXPECT_EQ(lines().back(), "UEVE refused escalate: not_permitted");
  platform.channels["CSUPPORT"].direct = true;
  handle(press(row(), "escalate", "ULENA"));
  EXPECT_EQ(lines().back(), "ULENA refused escalate: conversation_direct");
  platform.channels["CSUPPORT"].direct = false;
  handle(press(row(), "escalate", "ULENA"));
  EXPECT_EQ(lines().back(), "ULENA pressed escalate");
}

TEST_F(Recorded, TellsALevelThatTheClockCalled) {
  rules.escalate = {"@support-team"};
  platform.people["UOMAR"] = {.id = "UOMAR"};
  platform.groups["@support-managers"] = {"UMAX"};
  on_call.levels = {"UOMAR", "@support-managers"};
  restart();
  ask();
  handle(press(row(), "escalate", "ULENA"));
  EXPECT_EQ(lines().back(), "ULENA pressed escalate") << "a call of hers is in her press";
  clock.advance(10min);
  restart();
  EXPECT_EQ(lines().back(), "clock called escalate: level 2: @support-managers");
  EXPECT_EQ(entries().back().entry.channel, "CSUPPORT");
  EXPECT_EQ(entries().back().entry.diagnosis, entries().front().entry.diagnosis);
}

TEST_F(Recorded, TellsALookAtTheReplyToTheCustomer) {
  ask();
  handle(press(row(), "draft_reply", "ULENA"));
  EXPECT_EQ(lines().back(), "ULENA pressed draft_reply");
}

}  // namespace
}  // namespace latchkey
