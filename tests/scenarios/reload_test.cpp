// What an operator changes while the bot goes on: `systemctl reload latchkey`.
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

namespace latchkey::scenarios {
namespace {

using testing::HasSubstr;

const std::string k_nobody_else = R"(remediate = ["@support-team"])";
const std::string k_the_guest_too = R"(remediate = ["@support-team", "U0GUEST"])";

struct ReloadedBot : testing::Test {
  ReloadedBot() { stage.start_bot(); }

  SeenMessage unconfirmed(const std::string& name) {
    const auto email = chat.address(name);
    chat.add_customer(email, {{"confirmed_at", "NULL"}});
    return chat.diagnose(email, "never confirmed");
  }

  Stage stage;
  Conversation& chat = stage.chat;
};

TEST_F(ReloadedBot, JudgesThePressAfterItByTheNewPermissions) {
  const auto root = unconfirmed("jane.doe");
  chat.press_alone(chat.team.guest, root, "Resend confirmation", "may resend");
  stage.reload(k_nobody_else, k_the_guest_too, "permissions.remediate changed");
  chat.press_as(chat.team.guest, root, "Resend confirmation", "✅ <@" + chat.team.guest + ">");
  stage.reload(k_the_guest_too, k_nobody_else, "permissions.remediate changed");
  chat.press_alone(chat.team.guest, unconfirmed("omar"), "Resend confirmation", "may resend");
}

TEST_F(ReloadedBot, KeepsWhatItHasWhereTheFileIsWrong) {
  const auto root = unconfirmed("jane.doe");
  stage.reload(k_nobody_else, k_the_guest_too + "\ndiagnosis = []",
               "permissions.diagnosis: unknown key; did you mean diagnose?");
  chat.press_alone(chat.team.guest, root, "Resend confirmation", "may resend");
  stage.reload("\ndiagnosis = []", "", "permissions.remediate changed");
  chat.press_as(chat.team.guest, root, "Resend confirmation", "✅ <@" + chat.team.guest + ">");
}

TEST_F(ReloadedBot, DraftsTheReplyThatTheTeamWroteMeanwhile) {
  const harness::TemporaryDirectory templates;
  std::ofstream{templates.path() / "account_unconfirmed.txt"} << "Welcome aboard, {email}!\n";
  stage.reload("[run]", "[templates]\ndir = \"" + templates.path().string() + "\"\n[run]",
               "templates.dir changed");
  const auto root = unconfirmed("jane.doe");
  chat.sandbox.press(chat.team.dana, chat.buttons_of(root), "Draft reply");
  const auto drafted = [&] {
    return chat.sandbox.get("/sandbox/state?user=" + chat.team.dana)["view"].dump();
  };
  const auto until = std::chrono::steady_clock::now() + chat.sandbox.patience().at_most;
  while (drafted() == "null" && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(chat.sandbox.patience().between_looks);
  }
  EXPECT_THAT(drafted(), HasSubstr("Welcome aboard, " + chat.address("jane.doe") + "!"));
}

TEST_F(ReloadedBot, LogsEachQuestionNoLongerWhereTheLevelIsInfo) {
  const std::string question = " was asked (";
  unconfirmed("jane.doe");
  stage.reload("level = \"debug\"", "level = \"info\"", "log.level changed");
  unconfirmed("omar");
  const std::string log = stage.log();
  const auto changed = log.find("log.level changed");
  EXPECT_LT(log.find(question), changed);
  EXPECT_EQ(log.find(question, changed), std::string::npos);
}

TEST_F(ReloadedBot, SaysWhatHoldsAfterARestartOnly) {
  stage.reload("127.0.0.1:0", "127.0.0.1:1",
               "Differs in " + stage.config().string() +
                   ", and holds after a restart only: "
                   "http.listen");
  unconfirmed("jane.doe");
}

}  // namespace
}  // namespace latchkey::scenarios
