#include "adapters/secrets/onepassword.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace latchkey::secrets {
namespace {

using doubles::html_response;
using doubles::json_response;
using std::chrono::milliseconds;

const std::string k_vault = "/v1/vaults/vsupport00000000000000000a";
const std::string k_item = k_vault + "/items/imailgun00000000000000000a";

std::string recorded(const std::string& name) {
  return doubles::fixture("onepassword/" + name + ".json");
}

/// Connect, played by the client: what it answers is told to `http`.
struct OnePasswordTest : testing::Test {
  doubles::ScriptedHttpClient http;
  OnePassword onepassword{{.url = "http://127.0.0.1:8080",
                           .token = Secret{"connect-token"},
                           .pauses = {milliseconds{0}, milliseconds{0}, milliseconds{0}}},
                          http};

  /// Answers for "Support" and "Mailgun" by name, once each.
  void know_the_item() {
    http.answer("/v1/vaults?filter=", json_response(200, recorded("vaults")));
    http.answer(k_vault + "/items?filter=", json_response(200, recorded("items")));
    http.answer(k_item, json_response(200, recorded("item")));
  }

  Expected<FoundSecret> read(const std::string& reference) {
    auto parsed = parse_op_reference(reference);
    if (!parsed) throw std::logic_error(reference);
    return doubles::await(
        onepassword.read(*std::move(parsed), http::Deadline{milliseconds{10'000}}));
  }
  std::string sentence(const std::string& reference) {
    const auto secret = read(reference);
    return secret ? "read: " + secret->secret.reveal() : secret.error().what;
  }
};

TEST_F(OnePasswordTest, AsksForTheVaultTheItemAndItsFieldsByName) {
  know_the_item();
  const auto secret = read("op://Support/Mailgun/EU/api key");
  ASSERT_TRUE(secret) << secret.error().what;
  EXPECT_EQ(secret->secret.reveal(), "fixture-eu-key");
  EXPECT_EQ(secret->item_version, 4);

  ASSERT_EQ(http.requests().size(), 3U);
  EXPECT_EQ(http.requests()[0].url,
            "http://127.0.0.1:8080/v1/vaults?filter=name%20eq%20%22Support%22");
  EXPECT_EQ(http.requests()[1].url,
            "http://127.0.0.1:8080" + k_vault + "/items?filter=title%20eq%20%22Mailgun%22");
  EXPECT_EQ(http.requests()[2].url, "http://127.0.0.1:8080" + k_item);
  for (const auto& request : http.requests()) {
    EXPECT_EQ(request.method, http::Method::get);
    EXPECT_EQ(request.headers.at(0),
              std::pair(std::string{"Authorization"}, std::string{"Bearer connect-token"}));
  }
}

TEST_F(OnePasswordTest, AsksOnceForAnItemThatSeveralReferencesLeadInto) {
  know_the_item();
  EXPECT_TRUE(read("op://Support/Mailgun/EU/api key"));
  EXPECT_TRUE(read("op://support/mailgun/password"));
  EXPECT_FALSE(read("op://Support/Mailgun/no such field"));
  EXPECT_EQ(http.requests().size(), 3U);

  http.answer(k_vault + "/items?filter=", json_response(200, "[]"));
  http.answer(k_vault + "/items", json_response(200, "[]"));
  EXPECT_EQ(sentence("op://Support/GitLab admin/token"),
            "1Password Connect: the vault has no item \"GitLab admin\" in use, or its token is not "
            "for it");
  EXPECT_EQ(http.requests().size(), 5U) << "the vault is known";
}

TEST_F(OnePasswordTest, TakesIdsInPlaceOfNames) {
  http.answer("GET http://127.0.0.1:8080" + k_vault, json_response(200, "{}"));
  http.answer(k_item, json_response(200, recorded("item")));
  EXPECT_TRUE(read("op://VSUPPORT00000000000000000A/imailgun00000000000000000a/f1"));
  EXPECT_EQ(http.requests().size(), 2U);
}

// Its title leads past it, its id to it.
TEST_F(OnePasswordTest, SaysThatAnItemIsArchived) {
  http.answer("GET http://127.0.0.1:8080" + k_vault, json_response(200, "{}"));
  http.answer(k_item, json_response(200, R"({"id":"imailgun00000000000000000a","state":"ARCHIVED",)"
                                         R"("fields":[{"id":"f1","value":"revoked"}]})"));
  EXPECT_EQ(sentence("op://vsupport00000000000000000a/imailgun00000000000000000a/f1"),
            "1Password Connect: the item is archived");
  EXPECT_EQ(http.unused(), 0U);
}

// A title of 26 letters and digits has the form of an id.
TEST_F(OnePasswordTest, TakesANameThatLooksLikeAnIdForAName) {
  const std::string name = "abcdefghijklmnopqrstuvwxyz";
  http.answer("/v1/vaults/" + name, json_response(404, R"({"message":"not found"})"));
  http.answer("/v1/vaults?filter=", json_response(200, R"([{"id":"v1","name":")" + name + "\"}]"));
  http.answer("/v1/vaults/v1/items/" + name, json_response(404, "{}"));
  http.answer("/v1/vaults/v1/items?filter=",
              json_response(200, R"([{"id":"i1","title":")" + name + "\"}]"));
  http.answer("/v1/vaults/v1/items/i1", json_response(200, recorded("item")));
  EXPECT_EQ(sentence("op://" + name + "/" + name + "/username"), "read: ops");
}

// Whether the server's filter minds capitals is not documented; references do not.
TEST_F(OnePasswordTest, ReadsTheWholeListWhereTheFilterFindsNothing) {
  http.answer("/v1/vaults?filter=", json_response(200, "[]"));
  http.answer("/v1/vaults", json_response(200, recorded("vaults")));
  http.answer("/items?filter=", json_response(200, "[]"));
  http.answer("/items", json_response(200, recorded("items")));
  http.answer(k_item, json_response(200, recorded("item")));
  EXPECT_EQ(sentence("op://SUPPORT/MAILGUN/username"), "read: ops");
}

TEST_F(OnePasswordTest, NamesTheIdsOfWhatHasTheSameName) {
  http.answer("/v1/vaults?filter=", json_response(200, recorded("vaults")));
  http.answer(
      "/items?filter=",
      json_response(200, R"([{"id":"i1","title":"Mailgun"},{"id":"i2","title":"Mailgun"}])"));
  const auto secret = read("op://Support/Mailgun/password");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().kind, ErrorKind::invalid);
  EXPECT_EQ(secret.error().what,
            "1Password Connect: several are called \"Mailgun\", name one by its id: i1, i2");
}

TEST_F(OnePasswordTest, SaysThatThereIsNoSuchVault) {
  http.always("/v1/vaults", json_response(200, "[]"));
  EXPECT_EQ(sentence("op://Suport/Mailgun/password"),
            "1Password Connect: it has no vault \"Suport\", or its token is not for it");
}

struct Failing {
  const char* name;
  Expected<http::Response> answer;
  ErrorKind kind;
  const char* what;
  std::size_t tries;
};

// Each of them at each of the three questions.
TEST_F(OnePasswordTest, EndsInASentenceWhateverFails) {
  const std::vector<Failing> failures = {
      {"401", json_response(401, R"({"status":401,"message":"Invalid token signature"})"),
       ErrorKind::refused,
       "1Password Connect: 401 unauthorized: its token is wrong, cut off or expired", 3},
      {"403", json_response(403, R"({"status":403,"message":"vault v is not in scope"})"),
       ErrorKind::refused, "1Password Connect: 403 forbidden: its token is not for this vault", 3},
      {"404", json_response(404, R"({"message":"not found"})"), ErrorKind::not_found,
       "1Password Connect: 404 not found: it has nothing of this id", 1},
      {"500", json_response(500, ""), ErrorKind::unavailable,
       "1Password Connect: 500 internal error", 4},
      {"503", html_response(503, "<html>starting</html>"), ErrorKind::unavailable,
       "1Password Connect: 503 unavailable", 4},
      {"redirect", http::Response{302, {{"Location", "https://evil.example/"}}, ""},
       ErrorKind::misunderstood,
       "1Password Connect: 302 redirect to evil.example, which is not followed", 1},
      {"HTML", html_response(200, "<html>sign in</html>"), ErrorKind::misunderstood,
       "1Password Connect: answered with a web page instead of JSON", 1},
      {"cut", json_response(200, R"([{"id":)"), ErrorKind::misunderstood,
       "1Password Connect: the answer is cut off or is not JSON", 1},
      {"timeout", Error{ErrorKind::timed_out, "1Password Connect: no answer in time"},
       ErrorKind::timed_out, "1Password Connect: no answer in time", 1},
      {"refused", Error{ErrorKind::unreachable, "1Password Connect: no connection"},
       ErrorKind::unreachable, "1Password Connect: no connection", 4}};
  for (int step = 0; step < 3; ++step) {
    for (const Failing& failing : failures) {
      doubles::ScriptedHttpClient client;
      if (step > 0) client.answer("/v1/vaults?filter=", json_response(200, recorded("vaults")));
      if (step > 1) client.answer("/items?filter=", json_response(200, recorded("items")));
      client.always("/v1/", failing.answer);
      OnePassword reading{{.url = "http://127.0.0.1:8080",
                           .token = Secret{"connect-token"},
                           .pauses = {milliseconds{0}, milliseconds{0}, milliseconds{0}}},
                          client};
      auto reference = parse_op_reference("op://Support/Mailgun/password");
      const auto secret =
          doubles::await(reading.read(*std::move(reference), http::Deadline{milliseconds{10'000}}));
      ASSERT_FALSE(secret) << failing.name;
      EXPECT_EQ(secret.error().kind, failing.kind) << failing.name;
      EXPECT_EQ(secret.error().what, failing.what);
      EXPECT_EQ(client.requests().size(), failing.tries + static_cast<std::size_t>(step))
          << failing.name;
    }
  }
}

// Right after its start, Connect refuses good tokens and takes no connections.
TEST_F(OnePasswordTest, WaitsForAServerThatIsStarting) {
  http.answer("/v1/vaults", Error{ErrorKind::unreachable, "no connection"});
  http.answer("/v1/vaults", json_response(503, ""));
  http.answer("/v1/vaults?filter=", json_response(200, recorded("vaults")));
  http.answer("/items?filter=", json_response(401, "{}"));
  http.answer("/items?filter=", json_response(200, recorded("items")));
  http.answer(k_item, json_response(200, recorded("item")));
  EXPECT_EQ(sentence("op://Support/Mailgun/username"), "read: ops");
}

TEST_F(OnePasswordTest, DoesNotWaitBeyondItsDeadline) {
  OnePassword patient{{.url = "http://127.0.0.1:8080",
                       .token = Secret{"connect-token"},
                       .pauses = {std::chrono::hours{1}}},
                      http};
  http.answer("/v1/vaults", Error{ErrorKind::unreachable, "no connection"});
  auto reference = parse_op_reference("op://Support/Mailgun/password");
  EXPECT_FALSE(
      doubles::await(patient.read(*std::move(reference), http::Deadline{milliseconds{10'000}})));
}

// A failure is not remembered: Connect may have been mended meanwhile.
TEST_F(OnePasswordTest, AsksAgainForWhatFailed) {
  http.answer("/v1/vaults", json_response(404, "{}"));
  EXPECT_FALSE(read("op://Support/Mailgun/username"));
  know_the_item();
  EXPECT_EQ(sentence("op://Support/Mailgun/username"), "read: ops");
}

}  // namespace
}  // namespace latchkey::secrets
