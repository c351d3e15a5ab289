// What a file that is read again changes while the program runs, and what it does not.
#include "bot/config/take_over.hpp"

#include "tests/bot/config/smallest_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <variant>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string k_slack = "[slack]\napp_token = \"env:A\"\nbot_token = \"env:B\"\n";

Config config_with(const std::string& more, const std::string& slack = "") {
  auto result = parse(k_enough + k_slack + slack + more);
  EXPECT_THAT(result.errors, IsEmpty());
  return result.config.value();
}

TEST(TakeOver, OfTheSameFileIsNothing) {
  Config running = config_with("");
  const auto taken = take_over(running, config_with(""));
  EXPECT_THAT(taken.changed, IsEmpty());
  EXPECT_THAT(taken.at_next_start, IsEmpty());
}

TEST(TakeOver, ChangesWhoMayDoWhatAndHowMuch) {
  Config running = config_with("");
  const auto taken = take_over(
      running, config_with("[permissions]\nremediate = [\"U0LENA\"]\nsecond_person = "
                           "[\"lift_suppression\"]\n[limits]\nmails_per_customer_day = 9\n"
                           "[privacy]\nmask_emails_in_messages = true\n[log]\nlevel = \"debug\"\n"
                           "[store]\nretention = \"7d\"\n",
                           "channels = [\"C0NEW\"]\n"));
  EXPECT_THAT(taken.changed,
              ElementsAre("slack.channels", "permissions.remediate", "permissions.second_person",
                          "limits.mails_per_customer_day", "privacy.mask_emails_in_messages",
                          "log.level", "store.retention"));
  EXPECT_THAT(taken.at_next_start, IsEmpty());
  EXPECT_THAT(running.slack->channels, ElementsAre("C0NEW"));
  EXPECT_THAT(running.permissions.remediate, ElementsAre("U0LENA"));
  EXPECT_THAT(running.permissions.second_person, ElementsAre("lift_suppression"));
  EXPECT_EQ(running.limits.mails_per_customer_day, 9);
  EXPECT_TRUE(running.privacy.mask_emails_in_messages);
  EXPECT_EQ(running.log.level, "debug");
  EXPECT_EQ(running.store.retention, std::chrono::hours{24 * 7});
}

TEST(TakeOver, LeavesWhatNeedsARestartAndNamesIt) {
  Config running = config_with("");
  Config read = config_with(
      "[http]\nlisten = \"127.0.0.1:1\"\n[store]\nurl = \"memory:\"\n"
      "[run]\ndry_run = true\n[tls]\nca_file = \"/ca.pem\"\n",
      "connections = 3\n");
  read.services.front().mail_domain = "other.example";
  const auto taken = take_over(running, read);
  EXPECT_THAT(taken.changed, IsEmpty());
  EXPECT_THAT(taken.at_next_start, ElementsAre("slack.connections", "service CustomersDot",
                                               "store.url", "http.listen", "run.dry_run", "tls"));
  EXPECT_EQ(running.slack->connections, 2);
  EXPECT_EQ(running.services.front().mail_domain, "customers.example");
  EXPECT_FALSE(running.run.dry_run);
}

TEST(TakeOver, NamesTheServicesWhereOneCameOrWent) {
  Config running = config_with("");
  Config read = config_with("");
  read.services.push_back(read.services.front());
  read.services.back().name = "Another";
  EXPECT_THAT(take_over(running, read).at_next_start, ElementsAre("service"));
}

TEST(TakeOver, TakesWhatAFileOfTemplatesSaysNow) {
  using replies::ReplyTemplate;
  Config running = config_with("");
  Config read = config_with("");
  read.templates.own.emplace("mail_bounced",
                             std::get<ReplyTemplate>(ReplyTemplate::parse("Hello")));
  EXPECT_THAT(take_over(running, read).changed, ElementsAre("templates"));
  EXPECT_EQ(running.templates.own.at("mail_bounced").reply({}), "Hello");
  EXPECT_THAT(take_over(running, read).changed, IsEmpty());
}

}  // namespace
}  // namespace latchkey
