// A template that is wrong has to be found when the program starts, not in front of a customer.
#include "bot/config/load_config.hpp"
#include "bot/config/to_reply_values.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct ReadTemplates : testing::Test {
  harness::TemporaryDirectory directory;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream{directory.path() / name} << text;
  }
  [[nodiscard]] std::string path_of(const std::string& name) const {
    return (directory.path() / name).string();
  }
  [[nodiscard]] ConfigResult read() const {
    return parse_config(
        "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\nmail_domain = \"s.example\"\n"
        "[service.accounts]\nkind = \"gitlab\"\ntoken = \"env:TOKEN\"\n"
        "[mailgun]\napi_key = \"env:KEY\"\n[templates]\ndir = \"" +
            directory.path().string() + "\"\n",
        "latchkey.toml");
  }
};

TEST_F(ReadTemplates, KeepATeamsOwnWords) {
  write("mail_bounced.txt", "# Be kind.\nDear customer, {email} does not exist.\n");
  write("README.md", "{not a template}");
  const auto result = read();
  ASSERT_THAT(result.errors, IsEmpty());
  const replies::ReplyTemplates templates{result.config->templates.own};
  EXPECT_EQ(templates.of("mail_bounced").reply({{"email", "a@b.example"}}),
            "Dear customer, a@b.example does not exist.");
  EXPECT_THAT(templates.of("account_locked").reply({}), HasSubstr("Hello"));
}

TEST_F(ReadTemplates, NameTheFileAndTheLineOfAnUnknownPlaceholder) {
  write("mail_bounced.txt", "# note\n\nHello,\n\nyour {emial} is wrong, and so is {this\n");
  EXPECT_THAT(
      read().errors,
      ElementsAre(HasSubstr(path_of("mail_bounced.txt") +
                            ":5: unknown placeholder {emial}; known are {email}"),
                  path_of("mail_bounced.txt") + ":5: \"{\" is not closed; write {{ for a brace"));
}

TEST_F(ReadTemplates, SayThatThereIsNoSuchCause) {
  write("mail_bunced.txt", "Hello");
  write("zzz.txt", "Hello");
  EXPECT_THAT(
      read().errors,
      ElementsAre(path_of("mail_bunced.txt") +
                      ":1: no cause is called \"mail_bunced\"; did you mean mail_bounced.txt?",
                  path_of("zzz.txt") + ":1: no cause is called \"zzz\""));
}

TEST_F(ReadTemplates, RefuseOneThatSaysNothing) {
  write("unknown.txt", "# only a note\n");
  EXPECT_THAT(read().errors, ElementsAre(path_of("unknown.txt") + ":2: there is no reply in it"));
}

ServiceConfig site(const std::string& name, const std::string& host) {
  ServiceConfig service{.name = name, .url = "https://" + host, .mail_domain = host};
  service.forms = FormsConfig{.confirmation = "/confirmation", .password = "/password"};
  return service;
}

// Customers know a site by its address; the names in the configuration are our own.
TEST(ReplyValues, SpeakOfSitesAsCustomersDo) {
  Config config;
  config.services = {site("CustomersDot", "customers.example"), site("GitLab.com", "git.example")};
  auto values = to_reply_values(config).at("CustomersDot");
  EXPECT_EQ(values["site"], "customers.example");
  EXPECT_EQ(values["other_site"], "git.example");
  EXPECT_EQ(values["way_in"], "a password reset at https://customers.example/password");
  EXPECT_EQ(values["confirmation_page"], "https://customers.example/confirmation");
  EXPECT_EQ(values["reset_link_lifetime"], "6 hours");
  EXPECT_EQ(values["unlocking"], "It opens again by itself 1 hour after it was locked.");
}

TEST(ReplyValues, FollowHowASiteIsSignedInTo) {
  Config config;
  config.services = {site("S", "s.example")};
  config.services[0].sign_in = SignIn::one_time_link;
  config.services[0].forms->sign_in_link = "/link";
  config.services[0].unlock_in.reset();
  auto values = to_reply_values(config).at("S");
  EXPECT_EQ(values["way_in"], "a sign-in link at https://s.example/link");
  EXPECT_EQ(values["other_site"], "another of our sites");
  EXPECT_THAT(values["unlocking"], HasSubstr("does not open again by itself"));
}

}  // namespace
}  // namespace latchkey
