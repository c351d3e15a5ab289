#include "bot/config/slack_needs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Everything that a configuration can need of Slack.
Config greedy() {
  Config config;
  config.permissions.remediate = {"@support-team", "U0LENA"};
  config.oncall = OnCallConfig{.kind = OnCallKind::pagerduty};
  return config;
}

/// The methods that the adapter's source calls by name.
std::set<std::string> called_methods() {
  std::ifstream file{LATCHKEY_TESTS_DIR "/../../../adapters/slack/web_api_call.cpp"};
  const std::string source{std::istreambuf_iterator<char>{file}, {}};
  static const std::regex method{R"~("((?:[a-z]+\.)+[A-Za-z]+)")~"};
  std::set<std::string> methods;
  for (std::sregex_iterator it{source.begin(), source.end(), method}, end; it != end; ++it) {
    methods.insert((*it)[1].str());
  }
  return methods;
}

// Who adds a method to the adapter has to say which scope opens it, or the manifest lacks it.
TEST(SlackNeeds, NameAScopeForEveryMethodThatTheAdapterCalls) {
  std::set<std::string> opened;
  for (const std::string& method : methods_without_scope()) opened.insert(method);
  for (const SlackNeed& scope : needed_scopes(greedy())) {
    opened.insert(scope.methods.begin(), scope.methods.end());
  }
  opened.insert("apps.connections.open");  // with the app's token: connections:write
  const auto called = called_methods();
  ASSERT_THAT(called, testing::Contains("chat.postMessage"));
  for (const std::string& method : called) EXPECT_TRUE(opened.contains(method)) << method;
}

TEST(SlackNeeds, NameEachGroupAndPersonOnce) {
  Config config;
  config.permissions = {.diagnose = {"@support-team", "U0LENA"},
                        .remediate = {"@support-team"},
                        .escalate = {"@leads", "U0OMAR"}};
  config.oncall = OnCallConfig{.group = "@support-oncall",
                               .people = {"U0LENA"},
                               .levels = {"@leads"},
                               .fallback = {"@everybody"},
                               .users = {{"dana@corp.example", "U0DANA"}}};
  EXPECT_THAT(named_groups(config),
              ElementsAre("@support-team", "@leads", "@support-oncall", "@everybody"));
  EXPECT_THAT(named_users(config), ElementsAre("U0LENA", "U0OMAR", "U0DANA"));
  EXPECT_THAT(named_groups(Config{}), IsEmpty());
}

}  // namespace
}  // namespace latchkey
