// No adapter leaves the credential of its requests in memory that it has given back.
#include "adapters/gitlab/token_probe.hpp"
#include "adapters/http/basic_authorization.hpp"
#include "adapters/http/proxy_settings.hpp"
#include "adapters/http/renewing_client.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/oncall/pagerduty_oncalls.hpp"
#include "adapters/portal/portal.hpp"
#include "adapters/secrets/onepassword.hpp"
#include "adapters/slack/token_probe.hpp"
#include "adapters/sql/postgres_options.hpp"
#include "core/base/clock.hpp"
#include "tests/adapters/credentials/freed_memory.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/connect_proxy.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

using doubles::Certificate;
using doubles::LoopbackServer;
using doubles::Reaction;

/// Longer than what a text keeps within itself, as tokens are.
const std::string k_token = "a-token-that-nobody-may-find-again";

TEST(FreedMemory, ShowsATextThatWasNotWiped) {
  auto text = std::make_unique<std::string>("a text that stays as it is, to the end");
  const FreedMemory freed{*text};
  text.reset();
  EXPECT_EQ(freed.found(), 1U);
}

TEST(FreedMemory, ShowsNothingOfASecret) {
  const FreedMemory freed{k_token};
  { const Secret secret{k_token}; }
  EXPECT_EQ(freed.found(), 0U);
}

using Ask = std::function<void(http::Client&, boost::asio::io_context&, const std::string& url)>;

/// Asks a server that answers so, and looks for what it was shown.
void expect_wiped(const std::string& shown, const Ask& ask,
                  std::vector<Reaction> answers = {doubles::json(200, "{}")},
                  Certificate certificate = Certificate::none) {
  const LoopbackServer server{std::move(answers), certificate};
  const FreedMemory freed{shown};
  {
    boost::asio::io_context io{1};
    const http::TrustedAuthorities authorities{server.certificate_file()};
    const auto client = http::create_client(io.get_executor(), {.authorities = authorities});
    ask(*client, io, server.url());
  }
  EXPECT_EQ(freed.found(), 0U);
  const auto requests = server.requests();
  EXPECT_TRUE(std::any_of(requests.begin(), requests.end(), [&](const auto& request) {
    return request.head.find(shown) != std::string::npos;
  })) << "it was not even sent";
}

void ask_gitlab(http::Client& http, boost::asio::io_context& io, const std::string& url) {
  gitlab::Options options;
  options.service = "GitLab.com";
  options.url = url;
  options.token = Secret{k_token};
  doubles::await(gitlab::probe_token(std::move(options), http), io).has_value();
}

TEST(WipedCredentials, OfGitlab) {
  expect_wiped(k_token, ask_gitlab);
}

// A request that is sent twice is copied.
TEST(WipedCredentials, OfARequestThatIsSentAgain) {
  expect_wiped(k_token, ask_gitlab, {doubles::json(503, "{}"), doubles::json(200, "{}")});
}

// Beast and OpenSSL stand between the text and the wire.
TEST(WipedCredentials, OfARequestThatIsEncrypted) {
  expect_wiped(k_token, ask_gitlab, {doubles::json(200, "{}")}, Certificate::good);
}

TEST(WipedCredentials, OfMailgun) {
  const auto shown = http::basic_authorization("api", k_token);
  expect_wiped(shown, [](http::Client& http, boost::asio::io_context& io, const std::string& url) {
    mailgun::Options options;
    options.api_url = url;
    options.api_key = Secret{k_token};
    options.domain = "mg.acme.example";
    const auto log = mailgun::create_mail_log(std::move(options), http);
    const auto jane = EmailAddress::parse("jane.doe@acme.example").value();
    doubles::await(log->events(jane, Window{}), io).has_value();
  });
}

TEST(WipedCredentials, OfAWebApiWithAccounts) {
  expect_wiped(k_token, [](http::Client& http, boost::asio::io_context& io,
                           const std::string& url) {
    portal::RestOptions options;
    options.service = "CustomersDot";
    options.url = url + "/?email={email}";
    options.authorization = Secret{k_token};
    const auto directory = portal::create_rest_account_directory(std::move(options), http);
    std::vector<EmailAddress> spellings = {EmailAddress::parse("jane.doe@acme.example").value()};
    doubles::await(directory->find(std::move(spellings), Reach::look_alikes), io).has_value();
  });
}

TEST(WipedCredentials, OfPagerDuty) {
  expect_wiped(k_token,
               [](http::Client& http, boost::asio::io_context& io, const std::string& url) {
                 oncall::PagerDutyOptions options;
                 options.api_url = url;
                 options.token = Secret{k_token};
                 options.schedule = "PSCHED1";
                 doubles::await(oncall::on_call_now(std::move(options), http), io).has_value();
               });
}

TEST(WipedCredentials, OfOnePasswordConnect) {
  expect_wiped(
      k_token, [](http::Client& http, boost::asio::io_context& io, const std::string& url) {
        secrets::OnePassword vaults{{.url = url, .token = Secret{k_token}, .pauses = {}}, http};
        auto reference = secrets::parse_op_reference("op://Support/Mailgun/api key");
        const http::Deadline deadline{std::chrono::seconds{10}};
        doubles::await(vaults.read(*std::move(reference), deadline), io).has_value();
      });
}

TEST(WipedCredentials, OfSlack) {
  expect_wiped(
      k_token, [](http::Client& http, boost::asio::io_context& io, const std::string& url) {
        slack::Options options;
        options.api_url = url + "/api/";
        options.bot_token = Secret{k_token};
        const SystemClock clock;
        doubles::await(slack::probe_bot_token(std::move(options), http, clock), io).has_value();
      });
}

TEST(WipedCredentials, OfAProxy) {
  const auto shown = http::basic_authorization("latchkey", k_token);
  const LoopbackServer server{{doubles::json(200, "{}")}, Certificate::other_host};
  const doubles::ConnectProxy proxy{server.port(), shown};
  const FreedMemory freed{shown};
  {
    boost::asio::io_context io{1};
    http::Options options;
    options.authorities = http::TrustedAuthorities{server.certificate_file()};
    http::ProxySettings settings;
    settings.proxy = http::Proxy{.host = "127.0.0.1",
                                 .port = proxy.port(),
                                 .authorization = Secret{shown},
                                 .variable = "HTTPS_PROXY"};
    options.proxies = {std::move(settings), [] { return std::nullopt; }};
    const auto client = http::create_client(io.get_executor(), options);
    const auto answer =
        doubles::await(client->send("Portal", {.url = "https://elsewhere.example/"}), io);
    EXPECT_TRUE(answer) << answer.error().what;
  }
  EXPECT_EQ(freed.found(), 0U);
}

TEST(WipedCredentials, OfAProxysUrl) {
  for (const std::string scheme : {"", "http://"}) {
    const Secret url{scheme + "latchkey:" + k_token + "@proxy.example:3128"};
    const FreedMemory freed{k_token};
    const auto settings = http::read_proxy_settings([&](const std::string& name) {
      return name == "HTTPS_PROXY" ? std::optional<Secret>{url} : std::nullopt;
    });
    EXPECT_TRUE(settings && settings->proxy && !settings->proxy->authorization.empty());
    EXPECT_EQ(freed.found(), 0U) << scheme;
  }
}

TEST(WipedCredentials, OfADatabase) {
  for (const std::string scheme : {"host=replica password=", "postgresql://replica/db?password="}) {
    const Secret dsn{scheme + k_token};
    const FreedMemory freed{k_token};
    {
      const Secret whole = sql::with_timeouts(dsn, sql::timeouts_within(std::chrono::seconds{10}));
    }
    EXPECT_EQ(freed.found(), 0U) << scheme;
  }
}

/// Asks for a page of secrets, as 1Password Connect's answers are, and wipes it.
void ask_for_secrets(http::Client& http, boost::asio::io_context& io, const std::string& url) {
  auto answer = doubles::await(http.send("1Password Connect", {.url = url}), io);
  ASSERT_TRUE(answer) << answer.error().what;
  ASSERT_NE(answer->body.find(k_token), std::string::npos);
  wipe(answer->body);
}

// What was read ahead of the parser, and what either left behind where it grew.
TEST(WipedCredentials, OfAnAnswerThatHoldsSecrets) {
  const std::string rest(100'000, 'x');
  const auto reply = "HTTP/1.1 200 OK\r\n\r\n" + k_token;
  for (const auto& answer : {doubles::json(200, k_token), doubles::json(200, k_token + rest),
                             Reaction{.bytes = reply}, Reaction{.bytes = reply + rest}}) {
    const LoopbackServer server{{answer}};
    const FreedMemory freed{k_token};
    {
      boost::asio::io_context io{1};
      const auto client = http::create_client(io.get_executor(), {});
      ask_for_secrets(*client, io, server.url());
    }
    EXPECT_EQ(freed.found(), 0U) << answer.bytes.size() << " bytes";
  }
}

boost::asio::awaitable<Expected<Secret>> read_newer() {
  co_return Secret{"a-newer-token-that-is-shown-instead"};
}

// The one that was refused goes as well.
TEST(WipedCredentials, OfARequestThatIsSentWithANewerOne) {
  expect_wiped(k_token,
               [](http::Client& http, boost::asio::io_context& io, const std::string& url) {
                 const auto renewing = http::create_renewing_client(
                     http, {.header = "PRIVATE-TOKEN",
                            .value = [](const Secret& secret) { return secret.reveal(); },
                            .secret = Secret{k_token},
                            .read_again = [](std::chrono::milliseconds) { return read_newer(); }});
                 ask_gitlab(*renewing, io, url);
               },
               {doubles::json(401, "{}"), doubles::json(200, "{}")});
}

}  // namespace
}  // namespace latchkey
