#include "adapters/slack/reply_url_uses.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

constexpr TimePoint k_interaction{std::chrono::hours{24}};
const std::string k_url = "https://hooks.slack.com/commands/T1/2/x";

TEST(ReplyUrlUses, AreFiveForEachUrl) {
  ReplyUrlUses uses;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(uses.take(k_url, k_interaction));
  EXPECT_FALSE(uses.take(k_url, k_interaction));
  EXPECT_TRUE(uses.take(k_url + "y", k_interaction));
}

TEST(ReplyUrlUses, EndHalfAnHourAfterTheFirst) {
  ReplyUrlUses uses;
  EXPECT_TRUE(uses.take(k_url, k_interaction));
  EXPECT_TRUE(uses.take(k_url, k_interaction + std::chrono::minutes{30}));
  EXPECT_FALSE(uses.take(k_url, k_interaction + std::chrono::minutes{31}));
}

TEST(ReplyUrlUses, DoNotCountWhatNeverReachedSlack) {
  ReplyUrlUses uses;
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(uses.take(k_url, k_interaction));
    uses.give_back(k_url);
  }
}

TEST(ReplyUrlUses, AreRememberedForTheNewestThousandUrls) {
  ReplyUrlUses uses;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(uses.take(k_url, k_interaction));
  for (int i = 0; i < 999; ++i) EXPECT_TRUE(uses.take(k_url + std::to_string(i), k_interaction));
  EXPECT_FALSE(uses.take(k_url, k_interaction));
  EXPECT_TRUE(uses.take(k_url + "one more", k_interaction));
  EXPECT_TRUE(uses.take(k_url, k_interaction)) << "forgotten, and counted anew";
}

}  // namespace
}  // namespace latchkey::slack
