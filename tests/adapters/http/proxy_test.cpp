// Requests and WebSockets through a proxy, and what is said where it does not let them through.
#include "adapters/http/http_client.hpp"
#include "adapters/http/websocket.hpp"
#include "tests/adapters/http/websocket_peer.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/connect_proxy.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <string>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::Certificate;
using doubles::ConnectProxy;
using doubles::LoopbackServer;
using doubles::Reaction;
using std::chrono::milliseconds;

/// A name that nobody but the proxy can resolve; `Certificate::other_host` is made out to it.
constexpr const char* k_host = "elsewhere.example";

class ThroughAProxy : public testing::Test {
 protected:
  void use_proxy(unsigned short port, const std::string& user = "", const char* no_proxy = "") {
    options_.proxies = {settings_of(port, user, no_proxy), [this] {
                          ++readings_;
                          return exchanged_;
                        }};
  }

  static ProxySettings settings_of(unsigned short port, const std::string& user,
                                   const char* no_proxy = "") {
    const auto url = "http://" + user + "127.0.0.1:" + std::to_string(port);
    return read_proxy_settings([&](const char* name) -> std::optional<Secret> {
             const std::string variable{name};
             if (variable == "HTTPS_PROXY") return Secret{url};
             if (variable == "NO_PROXY") return Secret{no_proxy};
             return std::nullopt;
           })
        .value();
  }

  void trust(const LoopbackServer& server) {
    options_.authorities = TrustedAuthorities{server.certificate_file()};
  }

  Expected<Response> get(const std::string& url, milliseconds deadline = milliseconds{10'000}) {
    if (!client_) client_ = create_client(io_.get_executor(), options_);
    return doubles::await(client_->send("Slack", {.url = url, .deadline = deadline}), io_);
  }

  /// The sentence that a failing proxy gives.
  Error error_behind(const Reaction& reaction, const std::string& user = "",
                     milliseconds deadline = milliseconds{10'000}) {
    const LoopbackServer proxy{{reaction}};
    use_proxy(proxy.port(), user);
    client_.reset();
    auto answer = get("https://slack.example/", deadline);
    EXPECT_FALSE(answer);
    auto error = answer.error();
    const auto authority = "127.0.0.1:" + std::to_string(proxy.port());
    const auto at = error.what.find(authority);
    if (at != std::string::npos) error.what.replace(at, authority.size(), "PROXY");
    return error;
  }

  asio::io_context io_{1};
  /// What is found where the settings are read again, and how often they were.
  std::optional<ProxySettings> exchanged_;
  int readings_ = 0;
  Options options_;
  std::unique_ptr<Client> client_;
};

TEST_F(ThroughAProxy, GoRequestsToANameThatTheProxyResolves) {
  const LoopbackServer server{{doubles::kept_open(doubles::answer(200, "private"))},
                              Certificate::other_host};
  const ConnectProxy proxy{server.port()};
  trust(server);
  use_proxy(proxy.port());
  for (int i = 0; i < 2; ++i) {
    const auto response = get("https://elsewhere.example/a?b=c");
    ASSERT_TRUE(response) << response.error().what;
    EXPECT_EQ(response->body, "private");
  }
  EXPECT_EQ(server.requests().at(0).target, "/a?b=c");
  EXPECT_EQ(server.requests().at(0).header("Host"), k_host);
  EXPECT_EQ(server.requests().at(0).header("Proxy-Authorization"), std::nullopt);
  ASSERT_EQ(proxy.requests().size(), 1U) << "the tunnel is used again";
  EXPECT_EQ(proxy.requests()[0],
            "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n"
            "User-Agent: Latchkey\r\n\r\n");
}

TEST_F(ThroughAProxy, GoWebSockets) {
  const LoopbackServer server{
      [](const doubles::ReceivedRequest& request) {
        return Reaction{.bytes = upgrade_answer(request.head) + server_frame(0x81, "hello")};
      },
      Certificate::other_host};
  const ConnectProxy proxy{server.port(), "Basic dTpw"};
  trust(server);
  use_proxy(proxy.port(), "u:p@");
  const auto dialer = create_websocket_dialer(io_.get_executor(), options_);
  const auto socket = doubles::await(
      dialer->connect("Slack", "wss://elsewhere.example/link/?ticket=1", milliseconds{10'000}),
      io_);
  ASSERT_TRUE(socket) << socket.error().what;
  EXPECT_EQ(doubles::await((*socket)->read(), io_).value(), "hello");
  EXPECT_EQ(proxy.requests().size(), 1U);
}

TEST_F(ThroughAProxy, GoesTheAuthorization) {
  const LoopbackServer server{{doubles::answer(200, "private")}, Certificate::other_host};
  const ConnectProxy proxy{server.port(), "Basic dXNlcjpwQHNz"};
  trust(server);
  use_proxy(proxy.port(), "user:p%40ss@");
  const auto response = get("https://elsewhere.example/");
  ASSERT_TRUE(response) << response.error().what;
  EXPECT_EQ(server.requests().at(0).header("Proxy-Authorization"), std::nullopt)
      << "for the proxy only";
}

TEST_F(ThroughAProxy, GoesTheNewPasswordWhereTheFormerIsRefused) {
  const LoopbackServer server{{doubles::answer(200, "private")}, Certificate::other_host};
  const ConnectProxy proxy{server.port(), "Basic dTpuZXc="};  // u:new
  trust(server);
  use_proxy(proxy.port(), "u:former@");
  exchanged_ = settings_of(proxy.port(), "u:new@");
  client_ = create_client(io_.get_executor(), options_);
  const auto form = [&] {
    return doubles::await(client_->send("Portal", {.method = Method::post,
                                                   .url = "https://elsewhere.example/password",
                                                   .body = "email=jane",
                                                   .fresh_connection = true}),
                          io_);
  };
  const auto response = form();
  ASSERT_TRUE(response) << response.error().what;
  EXPECT_EQ(response->body, "private");
  EXPECT_EQ(proxy.requests().size(), 2U);
  EXPECT_EQ(server.requests().size(), 1U) << "a 407 comes before anything of the form has left";
  EXPECT_TRUE(form());
  EXPECT_EQ(proxy.requests().size(), 3U);
  EXPECT_EQ(readings_, 1);
}

TEST_F(ThroughAProxy, GoWebSocketsWithTheNewPassword) {
  const LoopbackServer server{
      [](const doubles::ReceivedRequest& request) {
        return Reaction{.bytes = upgrade_answer(request.head) + server_frame(0x81, "hello")};
      },
      Certificate::other_host};
  const ConnectProxy proxy{server.port(), "Basic dTpuZXc="};
  trust(server);
  use_proxy(proxy.port(), "u:former@");
  exchanged_ = settings_of(proxy.port(), "u:new@");
  const auto dialer = create_websocket_dialer(io_.get_executor(), options_);
  const auto socket = doubles::await(
      dialer->connect("Slack", "wss://elsewhere.example/link/?ticket=1", milliseconds{10'000}),
      io_);
  ASSERT_TRUE(socket) << socket.error().what;
  EXPECT_EQ(doubles::await((*socket)->read(), io_).value(), "hello");
  EXPECT_EQ(proxy.requests().size(), 2U);
}

// Two systems are refused together; the password was read again for the first one.
TEST_F(ThroughAProxy, IsReadAgainOnceForAll) {
  use_proxy(3128, "u:former@");
  exchanged_ = settings_of(3128, "u:new@");
  const auto former = options_.proxies.now();
  const Options copy = options_;
  const auto newest = copy.proxies.other_than(*former);
  ASSERT_NE(newest, nullptr);
  EXPECT_EQ(newest->proxy->authorization.reveal(), "Basic dTpuZXc=");
  EXPECT_EQ(options_.proxies.other_than(*former), newest);
  EXPECT_EQ(readings_, 1);
  EXPECT_EQ(former->proxy->authorization.reveal(), "Basic dTpmb3JtZXI=") << "still in use";
}

TEST_F(ThroughAProxy, ARefusedPasswordIsTriedAgainOnlyWhereThereIsAnother) {
  for (const bool readable : {true, false}) {
    const LoopbackServer proxy{{doubles::answer(407, "")}};
    use_proxy(proxy.port(), "user:s3cret@");
    exchanged_.reset();
    if (readable) exchanged_ = settings_of(proxy.port(), "user:s3cret@");
    client_.reset();
    const auto refused = get("https://slack.example/");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(proxy.requests().size(), 1U);
  }
  EXPECT_EQ(readings_, 2);
  const LoopbackServer proxy{{doubles::answer(407, "")}};
  use_proxy(proxy.port(), "user:s3cret@");
  exchanged_ = settings_of(proxy.port(), "user:wrong@");
  client_.reset();
  const auto refused = get("https://slack.example/");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(proxy.requests().size(), 2U) << "and not for ever";
}

TEST_F(ThroughAProxy, TheCertificateIsVerifiedAllTheSame) {
  const LoopbackServer server{{doubles::answer(200, "")}, Certificate::good};
  const ConnectProxy proxy{server.port()};
  trust(server);
  use_proxy(proxy.port());
  const auto response = get("https://elsewhere.example/");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(ThroughAProxy, DoesNotGoWhatIsExcepted) {
  const LoopbackServer server{{doubles::answer(200, "direct")}, Certificate::good};
  const LoopbackServer proxy{{doubles::answer(403, "")}};
  trust(server);
  use_proxy(proxy.port(), "", "127.0.0.0/8");
  EXPECT_EQ(get(server.url())->body, "direct");
  EXPECT_TRUE(proxy.requests().empty());
}

TEST_F(ThroughAProxy, DoesNotGoWhatIsNotEncrypted) {
  const LoopbackServer server{{doubles::answer(200, "direct")}};
  const LoopbackServer proxy{{doubles::answer(403, "")}};
  use_proxy(proxy.port());
  EXPECT_EQ(get(server.url())->body, "direct");
  EXPECT_TRUE(proxy.requests().empty());
}

TEST_F(ThroughAProxy, ARefusalSaysWhatToDo) {
  const auto forbidden = error_behind(doubles::answer(403, "<html>no</html>"));
  EXPECT_EQ(forbidden.kind, ErrorKind::unreachable);
  EXPECT_EQ(forbidden.what,
            "Slack: the proxy PROXY does not connect to slack.example:443 (403); have it allowed "
            "there, or except it in NO_PROXY");
  EXPECT_EQ(error_behind(doubles::answer(502, "")).what,
            "Slack: the proxy PROXY does not connect to slack.example:443 (502); have it allowed "
            "there, or except it in NO_PROXY");
}

TEST_F(ThroughAProxy, TheNeedForAPasswordSaysWhereItGoes) {
  const auto asked = error_behind(doubles::answer(407, ""));
  EXPECT_EQ(asked.kind, ErrorKind::unreachable);
  EXPECT_EQ(asked.what,
            "Slack: the proxy PROXY asks for a user name and a password (407); put them into "
            "HTTPS_PROXY as http://USER:PASSWORD@HOST:PORT");
  const auto refused = error_behind(doubles::answer(407, ""), "user:s3cret@");
  EXPECT_EQ(refused.what,
            "Slack: the proxy PROXY does not accept the user name and password (407) of "
            "HTTPS_PROXY");
}

TEST_F(ThroughAProxy, ABrokenTunnelNamesTheVariable) {
  const auto cut = error_behind(doubles::cut_after({}, 0));
  EXPECT_EQ(cut.kind, ErrorKind::unreachable);
  EXPECT_EQ(cut.what,
            "Slack: the proxy PROXY cut the connection before it was through; it is named in "
            "HTTPS_PROXY");
  const auto silent = error_behind(doubles::never_answer(), "", milliseconds{50});
  EXPECT_EQ(silent.kind, ErrorKind::timed_out);
  EXPECT_EQ(silent.what,
            "Slack: the proxy PROXY gave no answer in time; it is named in HTTPS_PROXY");
}

TEST_F(ThroughAProxy, ComesNothingThatNoProxySays) {
  const std::vector<Reaction> nonsense = {
      {.bytes = "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
      {.bytes = "HTTP/1.1 200 OK\r\nX: " + std::string(9000, 'x') + "\r\n\r\n"},
      {.bytes = "HTTP/1.1 200 OK\r\n\r\nmore than was asked for"}};
  for (const auto& reaction : nonsense) {
    const auto error = error_behind(reaction);
    EXPECT_EQ(error.kind, ErrorKind::unreachable);
    EXPECT_EQ(error.what.rfind("Slack: the proxy PROXY does not answer as a proxy does (", 0), 0U)
        << error.what;
  }
}

TEST_F(ThroughAProxy, TheWayMayEndBeforeIt) {
  unsigned short port = 0;
  { port = LoopbackServer{{Reaction{}}}.port(); }
  use_proxy(port, "user:s3cret@");
  const auto gone = get("https://slack.example/");
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(gone.error().what, "Slack: the proxy 127.0.0.1:" + std::to_string(port) +
                                   ": no connection (Connection refused); it is named in "
                                   "HTTPS_PROXY");
}

}  // namespace
}  // namespace latchkey::http
