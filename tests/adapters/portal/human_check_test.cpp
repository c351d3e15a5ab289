#include "adapters/portal/human_check.hpp"

#include <gtest/gtest.h>

namespace latchkey::portal {
namespace {

TEST(HumanCheck, IsToldByTheFirewallsOwnHeader) {
  EXPECT_EQ(human_check({403, {{"CF-Mitigated", "challenge"}}, ""}),
            "Cloudflare's check of the browser");
  for (const char* action : {"captcha", "challenge"}) {
    EXPECT_EQ(human_check({405, {{"x-amzn-waf-action", action}}, ""}),
              "AWS WAF's check of the browser");
  }
}

TEST(HumanCheck, IsNoneInAnAnswerOfTheSite) {
  EXPECT_FALSE(human_check({200, {{"Server", "cloudflare"}, {"CF-RAY", "1-FRA"}}, "<form>"}));
  EXPECT_FALSE(human_check({403, {}, "Forbidden"}));
}

}  // namespace
}  // namespace latchkey::portal
