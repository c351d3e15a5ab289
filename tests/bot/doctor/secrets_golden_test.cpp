// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/secrets/connect_health.hpp"
#include "adapters/secrets/secret_source.hpp"
#include "bot/doctor/secret_checks.hpp"
#include "tests/bot/doctor/failing_system.hpp"
#include "tests/bot/doctor/golden_page.hpp"
#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>

namespace latchkey::doctor {
namespace {

using doubles::html_response;
using doubles::json_response;
using secrets::FoundSecret;

const OnePasswordConfig k_connect_config{.connect_url = "http://127.0.0.1:8081",
                                         .token = "env:LATCHKEY_TEST_CONNECT_TOKEN"};
const std::string k_op_key = "op://Support/Mailgun/EU/api key";

/// As the program does it, over `http`, and not for long: Connect may just be starting.
Check secret_over(http::Client& http, const std::string& reference) {
  secrets::SecretSource source{
      secrets::ConnectAccess{k_connect_config.connect_url, k_connect_config.token}, http};
  const auto found = doubles::await(source.resolve(reference, std::chrono::milliseconds{100}));
  return judge_secret(reference, found, k_connect_config);
}

Check secret_of(const std::string& reference) {
  doubles::ScriptedHttpClient nobody_is_asked;
  return secret_over(nobody_is_asked, reference);
}

Check op_secret_where(const Answer& answer) {
  return where_all_answers_are(answer,
                               [](http::Client& http) { return secret_over(http, k_op_key); });
}

/// Of a Connect that has the vault and these lists and items.
Check op_secret_in(const std::string& items, const std::string& item,
                   const std::string& reference = k_op_key) {
  doubles::ScriptedHttpClient http;
  http.always("/items/", json_response(200, item));
  http.always("/items", json_response(200, items));
  http.always("/v1/vaults/vsupport00000000000000000a", json_response(200, "{}"));
  http.always("/v1/vaults", json_response(200, doubles::fixture("onepassword/vaults.json")));
  return secret_over(http, reference);
}

struct DoctorGoldenSecrets : testing::Test {
  DoctorGoldenSecrets() {
    ::setenv("LATCHKEY_TEST_CONNECT_TOKEN", "connect-token", 1);
    ::setenv("LATCHKEY_TEST_SECRET", "xoxb-very-secret", 1);
    ::setenv("LATCHKEY_TEST_EMPTY", " ", 1);
    ::unsetenv("CREDENTIALS_DIRECTORY");
  }
  ~DoctorGoldenSecrets() override {
    ::unsetenv("LATCHKEY_TEST_CONNECT_TOKEN");
    ::unsetenv("LATCHKEY_TEST_SECRET");
    ::unsetenv("LATCHKEY_TEST_EMPTY");
  }
};

TEST_F(DoctorGoldenSecrets, OfThisMachine) {
  const auto judged = [](const std::string& reference, const Error& error) {
    return judge_secret(reference, error, k_connect_config);
  };
  Page page;
  page.add("found", secret_of("env:LATCHKEY_TEST_SECRET"));
  page.add("no variable", secret_of("env:LATCHKEY_TEST_NO_SUCH"));
  page.add("a variable without a value", secret_of("env:LATCHKEY_TEST_EMPTY"));
  page.add("no file", secret_of("file:/nowhere/key"));
  page.add("a directory", secret_of("file:/"));
  page.add("a file that others may read", secret_of("file:/etc/passwd"));
  page.add("no credential", secret_of("credential:secret_slack_bot"));
  page.add("a credential of another user's",
           judged("credential:secret_slack_bot",
                  {ErrorKind::refused, "credential:secret_slack_bot: belongs to another user"}));
  page.add("a credential that our unit does not hand over",
           judged("credential:slack_bot",
                  {ErrorKind::not_found,
                   "credential:slack_bot: cannot be opened: No such file or directory"}));
  EXPECT_EQ(page.text().find("very-secret"), std::string::npos);
  expect_golden("doctor/secrets.txt", page.text());
}

TEST_F(DoctorGoldenSecrets, InOnePassword) {
  const std::string items = doubles::fixture("onepassword/items.json");
  const std::string item = doubles::fixture("onepassword/item.json");
  Page page;
  page.add("found", op_secret_in(items, item));
  for (const auto& [what, answer] : usual_failures("1Password Connect")) {
    page.add("Connect " + what, op_secret_where(answer));
  }
  page.add("Connect refuses its token",
           op_secret_where(json_response(401, R"({"message":"Invalid bearer token"})")));
  page.add("the token is not for the vault",
           op_secret_where(json_response(403, R"({"message":"vault v is not in scope"})")));
  page.add("no such vault", op_secret_where(json_response(200, "[]")));
  page.add("no such item", op_secret_in("[]", item));
  page.add("two items of the name",
           op_secret_in(R"([{"id":"i1","title":"Mailgun"},{"id":"i2","title":"Mailgun"}])", item));
  page.add("an archived item of the name",
           op_secret_in(R"([{"id":"i1","title":"Mailgun","state":"ARCHIVED"}])", item));
  page.add("an archived item of the id",
           op_secret_in(items, R"({"id":"imailgun00000000000000000a","state":"ARCHIVED"})",
                        "op://Support/imailgun00000000000000000a/EU/api key"));
  page.add("no such field", op_secret_in(items, item, "op://Support/Mailgun/tokn"));
  page.add("two fields of the name", op_secret_in(items, item, "op://Support/Mailgun/api key"));
  page.add("an empty field", op_secret_in(items, item, "op://Support/Mailgun/notesPlain"));
  page.add("an attached file", op_secret_in(items, item, "op://Support/Mailgun/key.pem"));
  ::unsetenv("LATCHKEY_TEST_CONNECT_TOKEN");
  page.add("no token for Connect", secret_of(k_op_key));
  for (const std::string secret : {"fixture-", "connect-token"}) {
    EXPECT_EQ(page.text().find(secret), std::string::npos);
  }
  expect_golden("doctor/secrets_in_onepassword.txt", page.text());
}

Check connect_where(const Answer& answer) {
  const auto ask = [](http::Client& http) {
    return doubles::await(
        secrets::probe_connect(k_connect_config.connect_url, std::chrono::seconds{10}, http));
  };
  return judge_connect(k_connect_config, where_all_answers_are(answer, ask));
}

TEST(DoctorGolden, OnePasswordConnect) {
  Page page;
  page.add("answers", connect_where(json_response(200, R"({"version":"1.7.3","dependencies":[)"
                                                       R"({"service":"sync",)"
                                                       R"("status":"TOKEN_NEEDED"}]})")));
  page.add("does not come up to date",
           connect_where(json_response(200, R"({"version":"1.7.3","dependencies":[)"
                                            R"({"service":"sync","status":"ERROR",)"
                                            R"("message":"no route to 1password.com"}]})")));
  for (const auto& [what, answer] : usual_failures("1Password Connect")) {
    page.add(what, connect_where(answer));
  }
  page.add("is another API", connect_where(json_response(200, R"({"status":"ok"})")));
  page.add("is not below this path", connect_where(html_response(404, "<html>Not found</html>")));
  expect_golden("doctor/onepassword_connect.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
