#include "adapters/slack/reply_url.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

constexpr const char* k_slack = "https://slack.com/api/";
constexpr const char* k_sandbox = "http://127.0.0.1:8080/api/";

// A forged response_url must not carry an answer about a customer to somebody else.
TEST(ReplyUrl, IsSlacksOwnOverTlsOnly) {
  EXPECT_TRUE(is_reply_url("https://hooks.slack.com/commands/T1/2/x", k_slack));
  EXPECT_TRUE(is_reply_url("https://hooks.slack-gov.com/commands/T1/2/x", k_slack));
  EXPECT_FALSE(is_reply_url("http://hooks.slack.com/commands/T1/2/x", k_slack));
  EXPECT_FALSE(is_reply_url("https://hooks.slack.com.evil.example/x", k_slack));
  EXPECT_FALSE(is_reply_url("https://hooks.slack.com@evil.example/x", k_slack));
  EXPECT_FALSE(is_reply_url("https://evil.example/?hooks.slack.com", k_slack));
  EXPECT_FALSE(is_reply_url("", k_slack));
}

TEST(ReplyUrl, MayBeOnThisMachineWhereTheSandboxIs) {
  EXPECT_TRUE(is_reply_url("http://127.0.0.1:8080/response/1", k_sandbox));
  EXPECT_FALSE(is_reply_url("http://127.0.0.1:8080/response/1", k_slack));
}

}  // namespace
}  // namespace latchkey::slack
