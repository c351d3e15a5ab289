#include "bot/wiring/secrets.hpp"

#include "bot/wiring/start_error.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/captured_log.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;

const std::string k_key = "op://Support/Mailgun/api key";

/// A configuration with 1Password Connect, where one item is exchanged now and then.
struct SecretsTest : testing::Test {
  SecretsTest() {
    ::setenv("LATCHKEY_TEST_CONNECT_TOKEN", "connect-token", 1);
    config.onepassword =
        OnePasswordConfig{.connect_url = connect.url(), .token = "env:LATCHKEY_TEST_CONNECT_TOKEN"};
  }
  ~SecretsTest() override { ::unsetenv("LATCHKEY_TEST_CONNECT_TOKEN"); }

  [[nodiscard]] Reaction answer(const ReceivedRequest& request) const {
    if (request.target.starts_with("/v1/vaults?")) {
      return doubles::json(200, R"([{"id":"v1","name":"Support"}])");
    }
    if (request.target.starts_with("/v1/vaults/v1/items?")) {
      return doubles::json(200, R"([{"id":"i1","title":"Mailgun"}])");
    }
    if (request.target != "/v1/vaults/v1/items/i1") return doubles::json(200, "[]");
    const std::string version = std::to_string(item_version.load());
    return doubles::json(200, R"({"id":"i1","version":)" + version +
                                  R"(,"fields":[{"id":"f1","label":"api key","value":"s3cret-)" +
                                  version + R"("}]})");
  }
  /// The sentences that a start would end with.
  std::string problems_of(const std::vector<std::string>& references) {
    Secrets secrets{config};
    try {
      secrets.find_all(references);
    } catch (const StartError& error) {
      EXPECT_EQ(error.exit_code(), 2);
      return error.what();
    }
    return "";
  }

  std::atomic<int> item_version{4};
  LoopbackServer connect{[this](const ReceivedRequest& request) { return answer(request); }};
  Config config;
};

TEST_F(SecretsTest, AreToldAllAtOnceWhereTheyCannotBeResolved) {
  EXPECT_EQ(problems_of({"env:LATCHKEY_TEST_NO_SUCH", k_key, "file:/nowhere/key",
                         "op://Support/Mailgun/no such", "env:LATCHKEY_TEST_CONNECT_TOKEN"}),
            "env:LATCHKEY_TEST_NO_SUCH: there is no such environment variable\n"
            "file:/nowhere/key: cannot be opened: No such file or directory\n"
            "op://Support/Mailgun/no such: the item has no such field");
  EXPECT_EQ(connect.requests().size(), 3U) << "the item is asked for once";
}

// What 1Password holds is asked for over the network, which is to be repaired first.
TEST_F(SecretsTest, AreToldTogetherWithWhatKeepsThemFromTheNetwork) {
  config.tls = {
      .ca_file = "/nowhere/ca.pem", .cert_file = "/nowhere/us.pem", .key_file = "/nowhere/us.key"};
  const std::string problems = problems_of({"env:LATCHKEY_TEST_NO_SUCH", k_key});
  std::vector<std::string> starts;
  for (std::size_t at = 0; at != std::string::npos;) {
    starts.push_back(problems.substr(at, problems.find_first_of(" :", at) - at));
    at = problems.find('\n', at);
    if (at != std::string::npos) ++at;
  }
  EXPECT_EQ(starts, (std::vector<std::string>{"tls.cert_file", "tls.ca_file", "env"})) << problems;
  EXPECT_TRUE(connect.requests().empty());
}

// An operator who exchanged a key sees that the new one is in use, and nobody sees the key.
TEST_F(SecretsTest, AreLoggedByReferenceAndVersionAtTheStartAndWhereTheyAreReadAgain) {
  const doubles::CapturedLog log;
  Secrets secrets{config};
  secrets.find_all({k_key, "env:LATCHKEY_TEST_CONNECT_TOKEN"});
  EXPECT_EQ(secrets.require(k_key).reveal(), "s3cret-4");
  EXPECT_EQ(log.text(), "info: Resolved op://Support/Mailgun/api key: version 4 of its item\n");

  item_version = 5;
  boost::asio::io_context io;
  const auto http = http::create_client(io.get_executor(), {});
  auto reading = secrets.read_again(k_key, *http, std::chrono::seconds{10});
  const auto again = doubles::await(std::move(reading), io);
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(again->reveal(), "s3cret-5");
  EXPECT_TRUE(log.has("info: Resolved op://Support/Mailgun/api key: version 5 of its item\n"));
  EXPECT_FALSE(log.has("s3cret"));
}

}  // namespace
}  // namespace latchkey
