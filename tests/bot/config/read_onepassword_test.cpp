#include "bot/config/load_config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Line 8 is where the service's token stands, 10 the key's, and 11 the first one after these.
std::vector<std::string> errors_of(const std::string& more, const std::string& token = "env:T",
                                   const std::string& key = "env:KEY") {
  return parse_config(
             "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\nmail_domain = "
             "\"s.example\"\n\n[service.accounts]\nkind = \"gitlab\"\ntoken = \"" +
                 token + "\"\n[mailgun]\napi_key = \"" + key + "\"\n" + more,
             "latchkey.toml")
      .errors;
}

const std::string k_section =
    "[onepassword]\nconnect_url = \"http://127.0.0.1:8081\"\ntoken = "
    "\"file:/run/secrets/connect\"\n";

TEST(OnePasswordConfig, LetsReferencesLeadToIt) {
  EXPECT_THAT(
      errors_of(k_section, "op://Support/GitLab admin/token", "op://Support/Mailgun/EU/api key"),
      IsEmpty());
  EXPECT_THAT(errors_of(k_section), IsEmpty()) << "none has to";
}

TEST(OnePasswordConfig, IsMissedAtEachReferenceThatNeedsIt) {
  const std::string missing =
      "op:// references need a section [onepassword] with connect_url and token, which this file "
      "does not have";
  EXPECT_THAT(errors_of("[store]\nurl = \"op://Support/store/url\"\n[slack]\napp_token = "
                        "\"op://Support/Slack/app\"\nbot_token = \"env:B\"\n",
                        "op://Support/GitLab admin/token", "op://Support/Mailgun/key"),
              ElementsAre("latchkey.toml:8: service.accounts.token: " + missing,
                          "latchkey.toml:10: mailgun.api_key: " + missing,
                          "latchkey.toml:12: store.url: " + missing,
                          "latchkey.toml:14: slack.app_token: " + missing));
}

TEST(OnePasswordConfig, NeedsBothOfItsKeys) {
  EXPECT_THAT(
      errors_of("[onepassword]\n"),
      ElementsAre("latchkey.toml:11: onepassword.connect_url: missing: expected the URL of "
                  "1Password Connect",
                  "latchkey.toml:11: onepassword.token: missing: expected a reference (env:NAME, "
                  "file:PATH or credential:NAME)"));
}

TEST(OnePasswordConfig, RefusesATokenThatItWouldHaveToGiveItself) {
  const auto errors_with = [](const std::string& token) {
    return errors_of("[onepassword]\nconnect_url = \"http://127.0.0.1:8081\"\ntoken = " + token +
                     "\n");
  };
  EXPECT_THAT(
      errors_with("\"op://Support/Connect/token\""),
      ElementsAre(
          "latchkey.toml:13: onepassword.token: expected a reference (env:NAME, "
          "file:PATH or credential:NAME): 1Password does not hold the token that opens it"));
  EXPECT_THAT(errors_with("\"eyJhbGciOi\""),
              ElementsAre("latchkey.toml:13: onepassword.token: expected a reference (env:NAME, "
                          "file:PATH or credential:NAME), not a token itself"));
  EXPECT_THAT(errors_with("\"env:A-B\""), ElementsAre(HasSubstr("got \"env:A-B\"")));
  EXPECT_THAT(errors_with("\"\""), ElementsAre(HasSubstr("expected a reference")));
  EXPECT_THAT(errors_with("7"), ElementsAre(HasSubstr("expected a text in quotes, got 7")));
}

TEST(OnePasswordConfig, IsReachedUnencryptedOnThisMachineOnly) {
  EXPECT_THAT(errors_of("[onepassword]\nconnect_url = \"http://connect.example:8080\"\ntoken = "
                        "\"env:T\"\n"),
              ElementsAre(HasSubstr("latchkey.toml:12: onepassword.connect_url: expected an "
                                    "https:// URL")));
}

TEST(OnePasswordConfig, SaysWhatIsWrongWithAReferenceIntoIt) {
  EXPECT_THAT(errors_of(k_section, "op://Support/token"),
              ElementsAre("latchkey.toml:8: service.accounts.token: expected op://vault/item/field "
                          "or op://vault/item/section/field, got \"op://Support/token\""));
  EXPECT_THAT(errors_of(k_section, "env:T", "op://Support/Mailgun%20EU/key"),
              ElementsAre(HasSubstr("what has another name is named by its id")));
  EXPECT_THAT(errors_of(k_section + "[store]\nurl = \"op://Support/store/url?x=1\"\n"),
              ElementsAre(HasSubstr("latchkey.toml:15: store.url: expected nothing or "
                                    "?attribute=otp")));
}

}  // namespace
}  // namespace latchkey
