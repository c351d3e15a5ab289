#include "adapters/secrets/connect_health.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

namespace latchkey::secrets {
namespace {

using doubles::json_response;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* k_url = "http://127.0.0.1:8080";

struct ConnectHealthTest : testing::Test {
  doubles::ScriptedHttpClient http;

  Expected<ConnectHealth> probe(Expected<http::Response> answer) {
    http.answer("GET http://127.0.0.1:8080/health", std::move(answer));
    return doubles::await(probe_connect(k_url, std::chrono::seconds{10}, http));
  }
  /// Where it answers so however often it is asked.
  static std::string sentence(Expected<http::Response> answer) {
    doubles::ScriptedHttpClient always;
    always.always("/health", std::move(answer));
    const auto health = doubles::await(probe_connect(k_url, std::chrono::seconds{10}, always));
    return health ? "version " + health->version : health.error().what;
  }
};

TEST_F(ConnectHealthTest, IsAskedForWithoutTheToken) {
  const auto health =
      probe(json_response(200, R"({"name":"1Password Connect API","version":"1.7.3","dependencies":[
          {"service":"sync","status":"TOKEN_NEEDED"},
          {"service":"sqlite","status":"ACTIVE","message":"Connected to ~/1password.sqlite"}]})"));
  ASSERT_TRUE(health) << health.error().what;
  EXPECT_EQ(health->version, "1.7.3");
  EXPECT_THAT(health->troubles, IsEmpty());
  for (const auto& [name, value] : http.requests().at(0).headers) EXPECT_NE(name, "Authorization");
}

TEST_F(ConnectHealthTest, NamesThePartsThatDoNotWork) {
  const auto health = probe(json_response(200, R"({"version":"1.7.3","dependencies":[
      {"service":"sync","status":"ERROR","message":"no route"},
      {"service":"account_data","status":"STOPPED"},
      {"service":"sqlite","status":"ACTIVE"}, 7, {"service":"nothing said"}]})"));
  ASSERT_TRUE(health) << health.error().what;
  EXPECT_THAT(health->troubles, ElementsAre("sync: ERROR, no route", "account_data: STOPPED"));
}

TEST_F(ConnectHealthTest, TakesTheVersionFromTheHeadOfTheAnswerFirst) {
  EXPECT_EQ(sentence(json_response(200, R"({"version":"1.7.3"})",
                                   {{"1Password-Connect-Version", "1.8.1"}})),
            "version 1.8.1");
  EXPECT_EQ(sentence(json_response(200, "{}", {{"1Password-Connect-Version", "1.8.1"}})),
            "version 1.8.1");
}

TEST_F(ConnectHealthTest, SaysWhatAnswersInItsPlace) {
  EXPECT_EQ(sentence(json_response(200, "[]")),
            "1Password Connect: what answers there does not say its version");
  EXPECT_EQ(sentence(doubles::html_response(200, "<html>sign in</html>")),
            "1Password Connect: answered with a web page instead of JSON");
  EXPECT_EQ(sentence(json_response(404, "{}")), "1Password Connect: 404 not found");
  EXPECT_EQ(sentence(json_response(503, "")), "1Password Connect: 503 unavailable");
  EXPECT_EQ(sentence(Error{ErrorKind::unreachable, "1Password Connect: no connection"}),
            "1Password Connect: no connection");
}

}  // namespace
}  // namespace latchkey::secrets
