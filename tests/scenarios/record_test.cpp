// The record and forgetting, beside a bot that goes on answering.
#include "tests/scenarios/stage.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::scenarios {
namespace {

using testing::HasSubstr;
using testing::Not;

struct RecordBesideABot : testing::Test {
  RecordBesideABot() { stage.start_bot(); }

  /// What the program prints; its exit status in `status`.
  std::string latchkey(std::vector<std::string> arguments) {
    const auto said = say_in_terminal(stage.config(), std::move(arguments));
    status = said.exit_status;
    return said.text;
  }

  Stage stage;
  Conversation& chat = stage.chat;
  int status = -1;
};

TEST_F(RecordBesideABot, TellsWhatWasDoneInTheChat) {
  const auto email = chat.address("jane.doe");
  chat.add_customer(email, {{"confirmed_at", "NULL"}});
  const auto root = chat.diagnose(email, "never confirmed");
  chat.press_alone(chat.team.guest, root, "Resend confirmation", "may resend");
  chat.press(root, "Resend confirmation", "resent the confirmation");
  std::vector<std::string> lines;
  for (const auto& entry : Json::parse(latchkey({"audit", "--format", "json"}))) {
    lines.push_back(entry.at("by").get<std::string>() + " " +
                    entry.at("action").get<std::string>() + " " +
                    entry.at("result").get<std::string>());
  }
  EXPECT_EQ(status, 0);
  EXPECT_THAT(lines,
              testing::IsSupersetOf(
                  {chat.team.dana + " asked ", chat.team.dana + " answered account_unconfirmed",
                   chat.team.guest + " refused not_permitted", chat.team.dana + " pressed ",
                   chat.team.dana + " finished accepted"}));
  EXPECT_THAT(latchkey({"audit", "--verify"}), HasSubstr("all as they were written"));
  EXPECT_EQ(status, 0);
}

// What is copied while it answers is what a new machine goes on with.
TEST_F(RecordBesideABot, IsBackedUpAndRestored) {
  const auto email = chat.address("jane.doe");
  chat.add_customer(email, {{"confirmed_at", "NULL"}});
  const auto root = chat.diagnose(email, "never confirmed");
  const auto directory = stage.config().parent_path();
  const auto said = latchkey({"backup", directory / "copy.db"});
  EXPECT_EQ(status, 0) << said;
  EXPECT_THAT(said, HasSubstr("all as they were written"));
  EXPECT_THAT(said, HasSubstr("keep " + (directory / "latchkey.db.key").string()));
  stage.stop_bot();
  for (const auto* ending : {"", "-wal", "-shm"}) {
    std::filesystem::remove((directory / "latchkey.db").string() + ending);
  }
  std::filesystem::rename(directory / "copy.db", directory / "latchkey.db");
  stage.start_bot();
  chat.press(root, "Resend confirmation", "resent the confirmation");
  EXPECT_THAT(latchkey({"audit", "--verify"}), HasSubstr("all as they were written"));
  EXPECT_EQ(status, 0);
}

TEST_F(RecordBesideABot, ForgetsACustomerAndLinksToTheMessages) {
  const auto email = chat.address("jane.doe");
  chat.add_customer(email, {{"confirmed_at", "NULL"}});
  chat.diagnose(email, "never confirmed");
  const auto text = latchkey({"forget", email});
  EXPECT_EQ(status, 0) << text;
  EXPECT_THAT(text, HasSubstr("Forgotten: 1 question, "));
  EXPECT_THAT(text, HasSubstr("/archives/" + chat.team.support + "/p"));
  EXPECT_THAT(latchkey({"audit"}), Not(HasSubstr(email)));
  EXPECT_THAT(latchkey({"audit", "--verify"}), HasSubstr("all as they were written"));
  const auto other = chat.address("omar");
  chat.add_customer(other, {{"confirmed_at", "NULL"}});
  chat.diagnose(other, "never confirmed");
}

}  // namespace
}  // namespace latchkey::scenarios
