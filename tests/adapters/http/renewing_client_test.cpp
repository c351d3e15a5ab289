#include "adapters/http/renewing_client.hpp"

#include "adapters/http/basic_authorization.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/held_http_client.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// A token in a vault that somebody exchanges.
struct Vault {
  Expected<Secret> has = Secret{"old"};
  int readings = 0;
  milliseconds within{};
};

asio::awaitable<Expected<Secret>> read_vault(Vault& vault, milliseconds within) {
  ++vault.readings;
  vault.within = within;
  co_return vault.has;
}

RenewableCredential token_of(Vault& vault) {
  return {.header = "PRIVATE-TOKEN",
          .value = [](const Secret& secret) { return secret.reveal(); },
          .secret = Secret{"old"},
          .read_again = [&vault](milliseconds within) { return read_vault(vault, within); }};
}

Request question(std::string token = "as the adapter knows it") {
  return {.url = "https://gitlab.example/api", .headers = {{"private-token", std::move(token)}}};
}

struct Renewing : testing::Test {
  doubles::ScriptedHttpClient next;
  Vault vault;
  std::unique_ptr<RenewingClient> client = create_renewing_client(next, token_of(vault));

  Expected<Response> send(Request request) {
    return doubles::await(client->send("GitLab", std::move(request)));
  }
  [[nodiscard]] std::string sent_token(std::size_t index) const {
    return next.requests().at(index).headers.at(0).second;
  }
};

TEST_F(Renewing, SendsTheCredentialWhereTheRequestHasItsHeader) {
  next.answer("/api", Response{200, {}, ""});
  EXPECT_EQ(send(question())->status, 200);
  EXPECT_EQ(sent_token(0), "old");
  EXPECT_EQ(vault.readings, 0);
}

// Which requests may carry it, the adapter knows: not those that lead to another host.
TEST_F(Renewing, AddsItToNoOtherRequest) {
  next.answer("/api", Response{401, {}, ""});
  EXPECT_EQ(send({.url = "https://elsewhere.example/api", .headers = {{"Accept", "*/*"}}})->status,
            401);
  EXPECT_EQ(next.requests().at(0).headers.size(), 1U);
  EXPECT_EQ(vault.readings, 0);
}

TEST_F(Renewing, ReadsItAgainWhereItIsRefusedAndAsksOnceMore) {
  vault.has = Secret{"new"};
  next.answer("/api", Response{401, {}, ""});
  next.answer("/api", Response{200, {}, "fine"});
  auto request = question();
  request.method = Method::post;
  request.body = "form";
  EXPECT_EQ(send(std::move(request))->body, "fine");
  EXPECT_EQ(sent_token(1), "new");
  EXPECT_EQ(next.requests().at(1).method, Method::post);
  EXPECT_EQ(next.requests().at(1).body, "form");
  EXPECT_EQ(vault.readings, 1);
  EXPECT_LE(next.requests().at(1).deadline, milliseconds{10'000});
  EXPECT_LE(vault.within, milliseconds{5'000}) << "or a hanging vault would hide the refusal";

  next.answer("/api", Response{200, {}, ""});
  EXPECT_TRUE(send(question()));
  EXPECT_EQ(sent_token(2), "new") << "it is the one from now on";
}

TEST_F(Renewing, ReadsItAgainWhereItIsAskedTo) {
  vault.has = Secret{"new"};
  asio::io_context io;
  asio::co_spawn(io, client->renew(milliseconds{500}), asio::detached);
  io.run();
  EXPECT_EQ(vault.readings, 1);
  EXPECT_LE(vault.within, milliseconds{500});
  next.answer("/api", Response{200, {}, ""});
  ASSERT_TRUE(send(question()));
  EXPECT_EQ(sent_token(0), "new");
}

TEST_F(Renewing, AsksNoSecondTimeWithWhatWasRefused) {
  next.answer("/api", Response{401, {}, "no"});
  EXPECT_EQ(send(question())->body, "no");
  EXPECT_EQ(next.requests().size(), 1U);
  EXPECT_EQ(vault.readings, 1);
}

// Slack says it in an answer that is no error by its status.
TEST_F(Renewing, KnowsARefusalByWhatTheSystemSaysOfIt) {
  auto credential = token_of(vault);
  credential.refused = [](const Response& answer) { return answer.body == "token_revoked"; };
  client = create_renewing_client(next, std::move(credential));
  vault.has = Secret{"new"};
  next.answer("/api", Response{401, {}, "of something else"});
  EXPECT_EQ(send(question())->status, 401);
  EXPECT_EQ(vault.readings, 0);
  next.answer("/api", Response{200, {}, "token_revoked"});
  next.answer("/api", Response{200, {}, "fine"});
  EXPECT_EQ(send(question())->body, "fine");
  EXPECT_EQ(sent_token(2), "new");
}

TEST_F(Renewing, AsksNoThirdTime) {
  vault.has = Secret{"new"};
  next.answer("/api", Response{401, {}, ""});
  next.answer("/api", Response{401, {}, "no"});
  EXPECT_EQ(send(question())->body, "no");
  EXPECT_EQ(next.requests().size(), 2U);
}

TEST_F(Renewing, KeepsTheOldOneWhereItCannotBeReadAgain) {
  vault.has = Error{ErrorKind::unreachable, "1Password Connect: no connection"};
  next.answer("/api", Response{401, {}, "no"});
  EXPECT_EQ(send(question())->body, "no");
  next.answer("/api", Response{200, {}, ""});
  EXPECT_EQ(send(question())->status, 200);
  EXPECT_EQ(sent_token(1), "old");
}

// 403 is about what the credential may do, which another one of the same person's may not either.
TEST_F(Renewing, TakesOtherRefusalsAsTheyAre) {
  vault.has = Secret{"new"};
  for (const int status : {400, 403, 404, 429, 500}) {
    next.answer("/api", Response{status, {}, ""});
    EXPECT_EQ(send(question())->status, status);
  }
  next.answer("/api", Error{ErrorKind::unreachable, "GitLab: no connection"});
  EXPECT_FALSE(send(question()));
  EXPECT_EQ(vault.readings, 0);
}

TEST_F(Renewing, WritesTheHeaderAsTheSystemWantsIt) {
  auto credential = token_of(vault);
  credential.header = "Authorization";
  credential.value = [](const Secret& secret) {
    return basic_authorization("api", secret.reveal());
  };
  const auto basic = create_renewing_client(next, std::move(credential));
  vault.has = Secret{"new"};
  next.answer("/v3", Response{401, {}, ""});
  next.answer("/v3", Response{200, {}, ""});
  Request request{.url = "https://mail.example/v3", .headers = {{"Authorization", "x"}}};
  EXPECT_TRUE(doubles::await(basic->send("Mailgun", std::move(request))));
  EXPECT_EQ(sent_token(0), basic_authorization("api", "old"));
  EXPECT_EQ(sent_token(1), basic_authorization("api", "new"));
}

/// Several requests at once, and what became of them.
struct Together {
  explicit Together(int count) : held(io) {
    client = create_renewing_client(held, token_of(vault));
    for (int i = 0; i < count; ++i) {
      asio::co_spawn(io, client->send("GitLab", question()),
                     [this](const std::exception_ptr&, Expected<Response> answer) {
                       ended.push_back(answer ? answer->status : 0);
                     });
    }
    io.poll();
  }

  asio::io_context io;
  doubles::HeldHttpClient held;
  Vault vault;
  std::unique_ptr<Client> client;
  std::vector<int> ended;
};

// A diagnosis asks several questions at a time, and all of them are refused.
TEST(RenewingTogether, ReadsItAgainOnceForAllThatAreRefused) {
  Together together{3};
  together.vault.has = Secret{"new"};
  ASSERT_EQ(together.held.count(), 3U);
  for (std::size_t i = 0; i < 3; ++i) together.held.answer(i, Response{401, {}, ""});
  ASSERT_EQ(together.held.count(), 6U);
  EXPECT_EQ(together.vault.readings, 1);
  for (std::size_t i = 3; i < 6; ++i) {
    EXPECT_EQ(together.held.request(i).headers.at(0).second, "new");
    together.held.answer(i, Response{200, {}, ""});
  }
  EXPECT_EQ(together.ended, std::vector<int>(3, 200));
}

/// Reads for as long as the test wants.
struct SlowVault {
  explicit SlowVault(asio::io_context& io) : open(io, asio::steady_timer::time_point::max()) {}
  asio::steady_timer open;
  int readings = 0;
};

asio::awaitable<Expected<Secret>> read_slowly(SlowVault& vault) {
  ++vault.readings;
  co_await vault.open.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return Secret{"new"};
}

TEST(RenewingTogether, WaitsForTheReadingThatIsUnderWay) {
  Together together{2};
  SlowVault vault{together.io};
  auto credential = token_of(together.vault);
  credential.read_again = [&vault](milliseconds) { return read_slowly(vault); };
  const auto client = create_renewing_client(together.held, std::move(credential));
  for (int i = 0; i < 2; ++i) {
    asio::co_spawn(together.io, client->send("GitLab", question()), asio::detached);
  }
  together.io.restart();
  together.io.poll();
  ASSERT_EQ(together.held.count(), 4U);
  together.held.answer(2, Response{401, {}, ""});
  together.held.answer(3, Response{401, {}, ""});
  EXPECT_EQ(together.held.count(), 4U);
  EXPECT_EQ(vault.readings, 1);
  vault.open.cancel();
  together.io.restart();
  together.io.poll();
  EXPECT_EQ(together.held.count(), 6U);
  EXPECT_EQ(vault.readings, 1);
}

}  // namespace
}  // namespace latchkey::http
