#include "adapters/http/proxy_settings.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace latchkey::http {
namespace {

using Variables = std::map<std::string, std::string>;

Expected<ProxySettings> read(const Variables& variables) {
  return read_proxy_settings([&](const char* name) -> std::optional<Secret> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return Secret{found->second};
  });
}

/// "host:port of variable", or "direct", on the way to a URL.
std::string way_to(const std::string& url, const Variables& variables) {
  const auto settings = read(variables).value();
  const auto* proxy = settings.on_the_way_to(http_endpoint(url).value());
  if (proxy == nullptr) return "direct";
  return proxy->host + ":" + std::to_string(proxy->port) + " of " + proxy->variable;
}

constexpr const char* k_slack = "https://slack.example/api/";

TEST(ProxySettings, AreNoneWhereTheEnvironmentNamesNone) {
  EXPECT_EQ(way_to(k_slack, {}), "direct");
  EXPECT_EQ(way_to(k_slack, {{"HTTPS_PROXY", ""}}), "direct");
  // That one is for http:// URLs.
  EXPECT_EQ(way_to(k_slack, {{"HTTP_PROXY", "http://p:1"}, {"http_proxy", "http://p:1"}}),
            "direct");
}

TEST(ProxySettings, ComeFromTheFirstVariableThatIsSet) {
  Variables variables = {{"ALL_PROXY", "http://fourth:4"}};
  EXPECT_EQ(way_to(k_slack, variables), "fourth:4 of ALL_PROXY");
  variables["all_proxy"] = "http://third:3";
  EXPECT_EQ(way_to(k_slack, variables), "third:3 of all_proxy");
  variables["HTTPS_PROXY"] = "http://second:2";
  EXPECT_EQ(way_to(k_slack, variables), "second:2 of HTTPS_PROXY");
  variables["https_proxy"] = "http://first:1";
  EXPECT_EQ(way_to(k_slack, variables), "first:1 of https_proxy");
  variables["https_proxy"] = "";
  EXPECT_EQ(way_to(k_slack, variables), "second:2 of HTTPS_PROXY");
}

TEST(ProxySettings, TakeTheUsualSpellings) {
  const auto way = [](const std::string& url) { return way_to(k_slack, {{"HTTPS_PROXY", url}}); };
  EXPECT_EQ(way("http://proxy.example:3128"), "proxy.example:3128 of HTTPS_PROXY");
  EXPECT_EQ(way("http://proxy.example:3128/"), "proxy.example:3128 of HTTPS_PROXY");
  EXPECT_EQ(way("HTTP://proxy.example"), "proxy.example:80 of HTTPS_PROXY");
  EXPECT_EQ(way("proxy.example:3128"), "proxy.example:3128 of HTTPS_PROXY");
  EXPECT_EQ(way("user:secret@proxy.example:3128"), "proxy.example:3128 of HTTPS_PROXY");
  EXPECT_EQ(way("http://192.0.2.1:8080"), "192.0.2.1:8080 of HTTPS_PROXY");
  EXPECT_EQ(way("http://[2001:db8::1]:8080"), "2001:db8::1:8080 of HTTPS_PROXY");
}

TEST(ProxySettings, AreNotForUnencryptedConnectionsNorForExceptedHosts) {
  const Variables variables = {{"HTTPS_PROXY", "http://p:1"}, {"NO_PROXY", "excepted.example"}};
  EXPECT_EQ(way_to("http://127.0.0.1:8080/", variables), "direct");
  EXPECT_EQ(way_to("https://excepted.example/", variables), "direct");
  EXPECT_EQ(way_to("https://127.0.0.1/", variables), "p:1 of HTTPS_PROXY");
}

TEST(ProxySettings, TakeTheLowerCaseExceptions) {
  const Variables variables = {{"HTTPS_PROXY", "http://p:1"},
                               {"NO_PROXY", "slack.example"},
                               {"no_proxy", "excepted.example"}};
  EXPECT_EQ(way_to(k_slack, variables), "p:1 of HTTPS_PROXY");
  EXPECT_EQ(way_to("https://excepted.example/", variables), "direct");
}

TEST(ProxySettings, DecodeUserAndPassword) {
  const auto authorization = [](const std::string& url) {
    return read({{"HTTPS_PROXY", url}})->proxy->authorization.reveal();
  };
  EXPECT_EQ(authorization("http://proxy.example"), "");
  // "Aladdin:open sesame" and its header are RFC 7617's own.
  EXPECT_EQ(authorization("http://Aladdin:open%20sesame@proxy.example"),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(authorization("http://u:p%40ss%3A%2F%23@proxy.example"), "Basic dTpwQHNzOi8j");
  EXPECT_EQ(authorization("http://user@proxy.example"), "Basic dXNlcjo=");
}

TEST(ProxySettings, NameTheVariableWhoseProxyCannotBeUsed) {
  struct Row {
    std::string url;
    std::string why;
  };
  const std::vector<Row> rows = {{"socks5://proxy.example:1080", "socks5:// is not spoken"},
                                 {"https://proxy.example", "https:// is not spoken"},
                                 {"ftp://proxy.example", "not a proxy's URL"},
                                 {"://proxy.example", "not a proxy's URL"},
                                 {"http://proxy.example:0", "not a port"},
                                 {"http://proxy.example:99999", "not a port"},
                                 {"http://proxy.example:", "not a port"},
                                 {"http://proxy.example:port", "more than a host and a port"},
                                 {"http://proxy example", "not a well-formed URL"},
                                 {"http://", "no host"},
                                 {"http://:3128", "no host"},
                                 {"http://user:12#34@proxy.example", "more than a host and a port"},
                                 {"http://user:12/34@proxy.example", "more than a host and a port"},
                                 {"http://proxy.example?x", "more than a host and a port"}};
  for (const auto& [url, why] : rows) {
    const auto refused = read({{"ALL_PROXY", url}});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
    EXPECT_EQ(refused.error().what,
              "ALL_PROXY: " + why +
                  "; expected http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special "
                  "characters of the password percent-encoded")
        << url;
  }
}

}  // namespace
}  // namespace latchkey::http
