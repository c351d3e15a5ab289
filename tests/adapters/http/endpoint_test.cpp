#include "adapters/http/endpoint.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

TEST(Endpoint, TakesAUrlApart) {
  const auto endpoint = http_endpoint("https://api.example/v3/x/events?limit=300#part");
  ASSERT_TRUE(endpoint);
  EXPECT_TRUE(endpoint->encrypted);
  EXPECT_EQ(endpoint->host, "api.example");
  EXPECT_EQ(endpoint->port, 443);
  EXPECT_EQ(endpoint->authority, "api.example");
  EXPECT_EQ(endpoint->target, "/v3/x/events?limit=300");
}

TEST(Endpoint, KeepsAnUnusualPortInTheAuthority) {
  EXPECT_EQ(http_endpoint("https://api.example:8443")->authority, "api.example:8443");
  EXPECT_EQ(http_endpoint("http://[::1]:8080/")->authority, "[::1]:8080");
  EXPECT_EQ(http_endpoint("http://[::1]:8080/")->host, "::1");
}

TEST(Endpoint, StartsTheTargetWithASlashAlways) {
  EXPECT_EQ(http_endpoint("https://api.example")->target, "/");
  EXPECT_EQ(http_endpoint("https://api.example?a=b")->target, "/?a=b");
}

TEST(Endpoint, AllowsPlainHttpToThisMachineOnly) {
  for (const char* url :
       {"http://127.0.0.1/", "http://127.9.8.7:80/", "http://localhost:8080/x", "http://[::1]/"}) {
    ASSERT_TRUE(http_endpoint(url)) << url;
    EXPECT_FALSE(http_endpoint(url)->encrypted) << url;
  }
  for (const char* url :
       {"http://api.example/", "http://10.0.0.1/", "http://128.0.0.1/", "http://localhost.example/",
        "http://127.0.0.1.example/", "http://[::2]/"}) {
    ASSERT_FALSE(http_endpoint(url)) << url;
    EXPECT_EQ(http_endpoint(url).error().kind, ErrorKind::invalid) << url;
  }
}

TEST(Endpoint, RefusesWhatIsNoUsableUrl) {
  for (const char* url :
       {"", "api.example", "/path", "ftp://api.example/", "https://", "https://a%0d%0ab.example/",
        "https://user:password@api.example/", "https://api.example/a b", "https://api.example:0/",
        "https://api.example:99999/", "wss://api.example/"}) {
    EXPECT_FALSE(http_endpoint(url)) << url;
  }
}

TEST(Endpoint, DoesNotRepeatTheUrlInItsError) {
  const auto endpoint = http_endpoint("http://api.example/?email=jane@acme.example");
  ASSERT_FALSE(endpoint);
  EXPECT_EQ(endpoint.error().what, "the URL is not encrypted and its host is not this machine");
}

TEST(Endpoint, HasItsOwnSchemesForWebSockets) {
  EXPECT_EQ(websocket_endpoint("wss://wss.example/link/?ticket=1&app_id=2")->target,
            "/link/?ticket=1&app_id=2");
  EXPECT_EQ(websocket_endpoint("ws://127.0.0.1:9/")->port, 9);
  EXPECT_FALSE(websocket_endpoint("ws://wss.example/"));
  EXPECT_FALSE(websocket_endpoint("https://wss.example/"));
}

}  // namespace
}  // namespace latchkey::http
