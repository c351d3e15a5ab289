// What single keys take and refuse.
#include "tests/bot/config/smallest_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ConfigValues, RefusesTokensInTheFileWithoutRepeatingThem) {
  const auto errors = errors_with("[slack]\napp_token = \"xapp-1-real\"\nbot_token = \"env:B\"\n");
  EXPECT_THAT(
      errors,
      ElementsAre("latchkey.toml:12: slack.app_token: expected a reference (env:NAME, "
                  "file:PATH, credential:NAME or op://vault/item/field), not a token itself"));
}

TEST(ConfigValues, QuotesAReferenceThatHasASlipInIt) {
  EXPECT_THAT(errors_with("[slack]\napp_token = \"op://Support/token\"\nbot_token = \"env:B\"\n"),
              ElementsAre(HasSubstr("got \"op://Support/token\"")));
}

TEST(ConfigValues, TakesTheSandboxsTokensForTheSandboxOnly) {
  const std::string tokens = "app_token = \"xapp-sandbox\"\nbot_token = \"xoxb-sandbox\"\n";
  EXPECT_THAT(errors_with("[slack]\napi_url = \"http://127.0.0.1:8080/api/\"\n" + tokens),
              IsEmpty());
  EXPECT_THAT(errors_with("[slack]\n" + tokens), testing::SizeIs(2));
}

TEST(ConfigValues, RefusesUnencryptedUrlsThatLeaveTheMachine) {
  EXPECT_THAT(errors_with("[slack]\napi_url = \"http://slack.example/api/\"\napp_token = "
                          "\"env:A\"\nbot_token = \"env:B\"\n"),
              ElementsAre(HasSubstr("latchkey.toml:12: slack.api_url: expected an https:// URL")));
}

TEST(ConfigValues, TakesUnencryptedUrlsToThisMachine) {
  for (const std::string host : {"127.0.0.1:9", "localhost:9", "[::1]:9", "127.8.8.8"}) {
    EXPECT_THAT(errors_with("[slack]\napi_url = \"http://" + host +
                            "/\"\napp_token = \"env:A\"\nbot_token = \"env:B\"\n"),
                IsEmpty())
        << host;
  }
}

TEST(ConfigValues, RefusesWhatIsNoDuration) {
  for (const std::string value : {"\"soon\"", "\"0s\"", "\"10\"", "10", "\"-5m\""}) {
    EXPECT_THAT(errors_with("[run]\nshutdown_grace = " + value + "\n"),
                ElementsAre(AllOf(HasSubstr("run.shutdown_grace: expected a duration such as"),
                                  HasSubstr(", got "))))
        << value;
  }
}

TEST(ConfigValues, TakesWhatMailgunsPlansKeepOfItsLogs) {
  // The smallest file ends in [mailgun].
  for (const std::string value : {"1d", "24h", "5d", "30d"}) {
    EXPECT_THAT(errors_with("log_retention = \"" + value + "\"\n"), IsEmpty()) << value;
  }
  for (const std::string value : {"23h", "31d"}) {
    EXPECT_THAT(errors_with("log_retention = \"" + value + "\"\n"),
                ElementsAre("latchkey.toml:11: mailgun.log_retention: expected a duration from "
                            "\"1d\" to \"30d\", got \"" +
                            value + "\""));
  }
  EXPECT_THAT(errors_with("log_retention = \"long\"\n"),
              ElementsAre(HasSubstr("mailgun.log_retention: expected a duration such as")));
}

TEST(ConfigValues, RefusesChannelsByName) {
  EXPECT_THAT(errors_with("[slack]\napp_token = \"env:A\"\nbot_token = \"env:B\"\nchannels = "
                          "[\"#support\"]\n"),
              ElementsAre(HasSubstr("slack.channels: expected a channel's id such as")));
}

TEST(ConfigValues, RefusesPermissionsThatAreNeitherGroupNorUser) {
  EXPECT_THAT(errors_with("[permissions]\nremediate = [\"lena\"]\n"),
              ElementsAre(HasSubstr("permissions.remediate: expected a group such as")));
}

TEST(ConfigValues, TakesAFileOrAPostgresqlAsStoreAndNothingElse) {
  EXPECT_THAT(errors_with("[store]\nurl = \"mysql://db/latchkey\"\n"),
              ElementsAre("latchkey.toml:12: store.url: expected sqlite:PATH or postgresql://… (or "
                          "memory:, which forgets everything at a restart)"));
  EXPECT_THAT(errors_with("[store]\nurl = \"postgresql://db/latchkey\"\n"), IsEmpty());
  EXPECT_THAT(errors_with("[store]\nurl = \"env:STORE\"\n"), IsEmpty());
}

TEST(ConfigValues, RefusesTwoServicesOfOneName) {
  EXPECT_THAT(errors_with(k_enough.substr(0, k_enough.find("[mailgun]"))),
              ElementsAre("latchkey.toml:12: service.name: another [[service]] is called "
                          "\"CustomersDot\", too"));
}

TEST(ConfigValues, RefusesNamesThatNoDialogHasRoomFor) {
  EXPECT_THAT(parse("[[service]]\nname = \"" + std::string(61, 'x') + "\"\n").errors,
              Contains(HasSubstr("service.name: expected a name of at most 60 bytes")));
}

TEST(ConfigValues, RefusesAccountFieldsThatDoNotExist) {
  const std::string text = R"([[service]]
name = "S"
url = "https://s.example"
mail_domain = "s.example"
[service.accounts]
kind = "postgres"
dsn = "env:DSN"
table = "t"
columns = { confirmed_on = "c" }
[mailgun]
api_key = "env:KEY"
)";
  EXPECT_THAT(parse(text).errors,
              ElementsAre("latchkey.toml:9: service.accounts.columns: unknown account field "
                          "confirmed_on; did you mean confirmed_at?"));
}

/// A service whose accounts' table begins at line 5.
std::string with_accounts(const std::string& accounts) {
  return "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\nmail_domain = \"s.example\"\n"
         "[service.accounts]\n" +
         accounts + "[mailgun]\napi_key = \"env:KEY\"\n";
}

// What the adapter would refuse at the start is said here with all the others, and where it stands.
TEST(ConfigValues, RefusesTablesAndColumnsThatCannotBeRead) {
  const std::string accounts = R"(kind = "postgres"
dsn = "env:DSN"
table = "customers; DROP TABLE customers"
[service.accounts.columns]
state = "encrypted_password"
name = "full name"
provider = ""
email = "mail"
)";
  const std::string plain = " of letters, digits and underscores, at most 63 of them, got ";
  EXPECT_THAT(
      parse(with_accounts(accounts)).errors,
      ElementsAre(
          "latchkey.toml:8: service.accounts.table: expected a table's name, or a schema's, "
          "a dot and a table's, each" +
              plain + "\"customers; DROP TABLE customers\"",
          "latchkey.toml:9: service.accounts.columns: the name for provider is empty",
          "latchkey.toml:9: service.accounts.columns: name: expected a column's name" + plain +
              "\"full name\"",
          "latchkey.toml:9: service.accounts.columns: state: \"encrypted_password\" would "
          "show a secret"));
}

TEST(ConfigValues, RefusesPointersThatLeadNowhere) {
  const std::string accounts = R"(kind = "rest"
url = "https://admin.example/?email={email}"
list = "/a~x"
fields = { email = "/mail~", confirmed_at = "confirmed", locked_at = "/a~1b" }
)";
  EXPECT_THAT(
      parse(with_accounts(accounts)).errors,
      ElementsAre("latchkey.toml:8: service.accounts.list: expected a JSON pointer such as "
                  "\"/customers\", got \"/a~x\"",
                  "latchkey.toml:9: service.accounts.fields: expected a JSON pointer such as "
                  "\"/confirmed_at\" for confirmed_at, got \"confirmed\"",
                  "latchkey.toml:9: service.accounts.fields: expected a JSON pointer such as "
                  "\"/email\" for email, got \"/mail~\""));
}

TEST(ConfigValues, ListensWhereTheFileSaysOrNowhere) {
  const auto listen = [](const std::string& section) {
    return parse(k_enough + section).config.value().http.listen;
  };
  EXPECT_EQ(listen(""), std::nullopt);
  EXPECT_EQ(listen("[http]\n"), std::nullopt);
  EXPECT_EQ(listen("[http]\nlisten = \"\"\n"), "");
  for (const std::string address :
       {"127.0.0.1:9464", "0.0.0.0:80", "[::1]:9464", "localhost:9464", "127.0.0.1:0"}) {
    EXPECT_EQ(listen("[http]\nlisten = \"" + address + "\"\n"), address);
  }
  for (const std::string wrong :
       {"9464", ":9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:9464",
        "[127.0.0.1]:9464", "latchkey.example:9464", "http://127.0.0.1:9464", "127.0.0.1:9464/"}) {
    EXPECT_THAT(errors_with("[http]\nlisten = \"" + wrong + "\"\n"),
                ElementsAre("latchkey.toml:12: http.listen: expected an address and a port such as "
                            "\"127.0.0.1:9464\" or \"[::1]:9464\", got \"" +
                            wrong + "\""));
  }
}

}  // namespace
}  // namespace latchkey
