// Resolving over a real connection; 1Password Connect is played by a server of the tests.
#include "adapters/secrets/secret_source.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>

namespace latchkey::secrets {
namespace {

using doubles::ReceivedRequest;

/// What Connect has, to whoever shows its token.
doubles::Reaction connect(const ReceivedRequest& request) {
  const auto file = [](const std::string& name) {
    return doubles::json(200, doubles::fixture("onepassword/" + name + ".json"));
  };
  const std::string vault = "/v1/vaults/vsupport00000000000000000a";
  if (request.header("Authorization") != "Bearer connect-token") {
    return doubles::json(401, R"({"status":401,"message":"Invalid bearer token"})");
  }
  if (request.target == "/v1/vaults?filter=name%20eq%20%22Support%22") return file("vaults");
  if (request.target == vault + "/items?filter=title%20eq%20%22Mailgun%22") return file("items");
  if (request.target == vault + "/items/imailgun00000000000000000a") return file("item");
  return doubles::json(200, "[]");
}

struct SecretSourceTest : testing::Test {
  SecretSourceTest() {
    ::setenv("LATCHKEY_TEST_CONNECT_TOKEN", "connect-token\n", 1);
    ::setenv("LATCHKEY_TEST_SECRET", "from the environment", 1);
  }
  ~SecretSourceTest() override {
    ::unsetenv("LATCHKEY_TEST_CONNECT_TOKEN");
    ::unsetenv("LATCHKEY_TEST_SECRET");
  }

  Expected<FoundSecret> resolve(const std::string& reference) {
    return doubles::await(source.resolve(reference, std::chrono::seconds{10}), io);
  }

  doubles::LoopbackServer server{connect};
  boost::asio::io_context io;
  std::unique_ptr<http::Client> http = http::create_client(io.get_executor(), {});
  SecretSource source{ConnectAccess{server.url(), "env:LATCHKEY_TEST_CONNECT_TOKEN"}, *http};
};

TEST_F(SecretSourceTest, KnowsAReferenceFromALiteral) {
  EXPECT_TRUE(is_reference("env:TOKEN"));
  EXPECT_TRUE(is_reference("file:/run/secrets/token"));
  EXPECT_TRUE(is_reference("op://Support/Mailgun/api key"));
  EXPECT_FALSE(is_reference("xoxb-1234"));
  EXPECT_FALSE(is_reference(""));
}

TEST_F(SecretSourceTest, ResolvesReferencesOfEachKind) {
  const auto key = resolve("op://Support/Mailgun/EU/api key");
  ASSERT_TRUE(key) << key.error().what;
  EXPECT_EQ(key->secret.reveal(), "fixture-eu-key");
  EXPECT_EQ(resolve("op://Support/Mailgun/password")->secret.reveal(), "fixture-password");
  EXPECT_EQ(server.requests().size(), 3U);
  EXPECT_EQ(key->item_version, 4);
  const auto local = resolve("env:LATCHKEY_TEST_SECRET");
  ASSERT_TRUE(local);
  EXPECT_EQ(local->secret.reveal(), "from the environment");
  EXPECT_EQ(local->item_version, std::nullopt) << "a version is of items in 1Password";
}

TEST_F(SecretSourceTest, BeginsEachErrorWithTheReference) {
  EXPECT_EQ(resolve("op://Support/Mailgun/api key").error().what,
            "op://Support/Mailgun/api key: several fields have this name, name one by its id: "
            "EU/api key (f1), US/api key (f2)");
  EXPECT_EQ(resolve("op://Suport/Mailgun/key").error().what,
            "op://Suport/Mailgun/key: 1Password Connect: it has no vault \"Suport\", or its token "
            "is not for it");
  EXPECT_EQ(resolve("env:LATCHKEY_TEST_NO_SUCH").error().what,
            "env:LATCHKEY_TEST_NO_SUCH: there is no such environment variable");
  EXPECT_EQ(resolve("op://Support/Mailgun").error().kind, ErrorKind::invalid);
}

TEST_F(SecretSourceTest, NamesTheReferenceOfConnectsOwnToken) {
  SecretSource without{ConnectAccess{server.url(), "env:LATCHKEY_TEST_NO_SUCH"}, *http};
  const auto secret = doubles::await(
      without.resolve("op://Support/Mailgun/password", std::chrono::seconds{10}), io);
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().what,
            "op://Support/Mailgun/password: the token of 1Password Connect: "
            "env:LATCHKEY_TEST_NO_SUCH: there is no such environment variable");
}

TEST_F(SecretSourceTest, NeedsConnectForItsReferencesOnly) {
  SecretSource without{std::nullopt, *http};
  const auto secret = doubles::await(
      without.resolve("op://Support/Mailgun/password", std::chrono::seconds{10}), io);
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().kind, ErrorKind::not_configured);
  EXPECT_EQ(secret.error().what,
            "op://Support/Mailgun/password: needs [onepassword] with its connect_url and token");
  EXPECT_TRUE(
      doubles::await(without.resolve("env:LATCHKEY_TEST_SECRET", std::chrono::seconds{10}), io));
}

// A token pasted where its reference belongs must not end up in an error line.
TEST_F(SecretSourceTest, NeverRepeatsWhatIsNoReference) {
  const auto secret = resolve("xoxb-not-a-reference");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().what.find("xoxb"), std::string::npos);
}

// What a reading has read it goes on giving; another one sees what has changed.
TEST_F(SecretSourceTest, SeesOneStateOfTheVaultForEachReading) {
  EXPECT_TRUE(resolve("op://Support/Mailgun/password"));
  SecretSource another{ConnectAccess{server.url(), "env:LATCHKEY_TEST_CONNECT_TOKEN"}, *http};
  EXPECT_TRUE(doubles::await(
      another.resolve("op://Support/Mailgun/password", std::chrono::seconds{10}), io));
  EXPECT_EQ(server.requests().size(), 6U);
}

}  // namespace
}  // namespace latchkey::secrets
