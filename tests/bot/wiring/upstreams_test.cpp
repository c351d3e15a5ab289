#include "bot/wiring/upstreams.hpp"

#include "bot/rendering/text.hpp"
#include "tests/bot/wiring/wired.hpp"
#include "tests/doubles/captured_log.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>

namespace latchkey {
namespace {

using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;

/// A site with one form, at /link/new, that says where to look for its mail.
Reaction site(const ReceivedRequest& request) {
  if (request.method == "POST") {
    return doubles::answer(303, "", {{"Location", "/customers/sign_in"}});
  }
  if (request.target == "/link/new") {
    return doubles::answer(200, doubles::fixture("portal/confirmation_new.html"),
                           {{"Content-Type", "text/html"}});
  }
  return doubles::answer(200,
                         "<p class=notice>A login link has been sent to your email address. "
                         "Please follow the link.</p>",
                         {{"Content-Type", "text/html"}});
}

TEST(Upstreams, SubmitTheFormThatMailsASignInLink) {
  const LoopbackServer portal{site};
  auto service = service_at("CustomersDot", portal.url());
  service.forms = FormsConfig{.sign_in_link = "/link/new"};
  Wired wired{config_of({service}, portal.url())};

  const auto reply = wired.ask_for(RemedyId::send_sign_in_link);
  ASSERT_TRUE(reply) << reply.error().what;
  EXPECT_EQ(reply->answer, FormAnswer::accepted);
  const auto asked = portal.requests();
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_EQ(asked[1].method, "POST");
  EXPECT_NE(asked[1].body.find("jane.doe%40acme.example"), std::string::npos) << asked[1].body;

  const auto none = wired.ask_for(RemedyId::send_password_reset);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::not_configured);
}

// That the EU's log is down must cost nobody whose mail leaves from the US.
TEST(Upstreams, KeepMailgunsRegionsApart) {
  const LoopbackServer down{{doubles::json(503, "{}")}};
  const LoopbackServer up{[](const ReceivedRequest& request) {
    return request.method == "POST" ? doubles::json(403, R"({"message":"no"})")
                                    : doubles::json(200, R"({"items":[],"paging":{}})");
  }};
  auto eu = service_at("EU", up.url());
  eu.mailgun_api_url = down.url();
  Wired wired{config_of({service_at("CustomersDot", up.url()), eu}, up.url())};
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(wired.mail_of("EU"));

  const std::string us_host = up.url().substr(std::string{"http://"}.size());
  const std::string eu_host = down.url().substr(std::string{"http://"}.size());
  EXPECT_THAT(wired.left_alone(),
              testing::UnorderedElementsAre("Mailgun (" + us_host + "): asked",
                                            "Mailgun (" + eu_host + "): left alone",
                                            "CustomersDot: asked", "EU: asked"));
  EXPECT_TRUE(wired.mail_of("CustomersDot"));
  const auto refused = wired.mail_of("EU");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr("Mailgun has not answered since"));
}

TEST(Upstreams, CallMailgunByItsNameAloneWhereThereIsOneRegion) {
  const LoopbackServer any{{doubles::json(200, "[]")}};
  const Wired wired{config_of({service_at("CustomersDot", any.url())}, any.url())};
  EXPECT_THAT(wired.left_alone(), ElementsAre("Mailgun: asked", "CustomersDot: asked"));
}

// Each diagnosis waits for as long as it may, and gives its questions up then: that is how a system
// that hangs shows, and what the next ones learn from.
TEST(Upstreams, AreLeftAloneWhereTheyHangAndTheAnswerSaysSinceWhen) {
  const LoopbackServer silent{{doubles::never_answer()}};
  auto config = config_of({service_at("CustomersDot", silent.url())}, silent.url());
  config.run.upstream_deadline = std::chrono::seconds{2};
  Wired wired{std::move(config)};
  for (int i = 0; i < 3; ++i) wired.diagnose();
  EXPECT_THAT(wired.left_alone(), ElementsAre("Mailgun: left alone", "CustomersDot: left alone"));

  const auto asked = silent.requests().size();
  const auto next = wired.diagnose();
  EXPECT_EQ(silent.requests().size(), asked);
  const auto text = rendering::to_text(next, {});
  for (const std::string system : {"CustomersDot", "Mailgun"}) {
    EXPECT_THAT(
        text,
        ContainsRegex("- " + system +
                      " has not answered since [0-9:]+ UTC \\(did not( begin to)? answer within "
                      "[0-9.]+ s\\) and is tried again at [0-9:]+ UTC\n"));
  }
}

/// 1Password Connect with Mailgun's key, and a Mailgun that wants that key; until they fail.
struct KeyInAVault {
  KeyInAVault() { ::setenv("LATCHKEY_TEST_CONNECT", "token", 1); }
  ~KeyInAVault() { ::unsetenv("LATCHKEY_TEST_CONNECT"); }
  KeyInAVault(const KeyInAVault&) = delete;
  KeyInAVault& operator=(const KeyInAVault&) = delete;

  /// A second, in which a secret is read with three tries.
  [[nodiscard]] Config config() const {
    auto config = config_of({service_at("CustomersDot", mailgun.url())}, mailgun.url());
    config.mailgun.api_key = "op://Support/Mailgun/EU/api key";
    config.onepassword =
        OnePasswordConfig{.connect_url = vaults.url(), .token = "env:LATCHKEY_TEST_CONNECT"};
    config.run.upstream_deadline = std::chrono::seconds{1};
    return config;
  }

  std::atomic<bool> down = false;
  std::atomic<bool> refuses = false;
  LoopbackServer vaults{LoopbackServer::Responder{[this](const ReceivedRequest& request) {
    if (down) return doubles::answer(503, "");
    const auto asks_for = [&](const char* part) {
      return request.target.find(part) != std::string::npos;
    };
    const char* file = asks_for("/items/") ? "item" : asks_for("/items") ? "items" : "vaults";
    return doubles::json(200, doubles::fixture(std::string{"onepassword/"} + file + ".json"));
  }}};
  LoopbackServer mailgun{LoopbackServer::Responder{[this](const ReceivedRequest& request) {
    if (refuses) return doubles::json(401, "{}");
    return request.method == "POST" ? doubles::json(403, R"({"message":"no"})")
                                    : doubles::json(200, R"({"items":[],"paging":{}})");
  }}};
};

// Else each question to a system that refuses its secret would wait in vain for 1Password, too.
TEST(Upstreams, LeaveA1PasswordAloneThatIsDownAndKeepTheSecretsTheyHave) {
  KeyInAVault world;
  Wired wired{world.config()};
  EXPECT_THAT(wired.left_alone(),
              ElementsAre("1Password Connect: asked", "Mailgun: asked", "CustomersDot: asked"));
  world.down = true;
  world.refuses = true;
  const auto is_left_alone = [&] {
    return wired.left_alone().front() == "1Password Connect: left alone";
  };
  for (int i = 0; i < 6 && !is_left_alone(); ++i) EXPECT_FALSE(wired.mail_of("CustomersDot"));
  ASSERT_TRUE(is_left_alone());

  const auto asked = world.vaults.requests().size();
  const doubles::CapturedLog log;
  const auto refused = wired.mail_of("CustomersDot");
  EXPECT_EQ(world.vaults.requests().size(), asked);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused) << refused.error().what;
  EXPECT_TRUE(
      log.has("Not resolved again: op://Support/Mailgun/EU/api key: 1Password Connect has "
              "not answered since"))
      << log.text();
  world.refuses = false;
  EXPECT_TRUE(wired.mail_of("CustomersDot")) << "with the key it had";
}

// Somebody who has exchanged a secret reloads, and 1Password may be just starting.
TEST(Upstreams, WaitForA1PasswordThatIsStarting) {
  KeyInAVault world;
  Wired wired{world.config()};
  world.down = true;
  world.refuses = true;
  EXPECT_FALSE(wired.mail_of("CustomersDot"));
  EXPECT_EQ(wired.left_alone().front(), "1Password Connect: asked");
}

// An operator who grants a second gives every question less than one.
TEST(Upstreams, AreLeftAloneWhereTheyHangThoughTheyGetASecondOnly) {
  const LoopbackServer silent{{doubles::never_answer()}};
  auto config = config_of({service_at("CustomersDot", silent.url())}, silent.url());
  config.run.upstream_deadline = std::chrono::seconds{1};
  Wired wired{std::move(config)};
  for (int i = 0; i < 3; ++i) wired.diagnose();
  EXPECT_THAT(wired.left_alone(), ElementsAre("Mailgun: left alone", "CustomersDot: left alone"));
}

}  // namespace
}  // namespace latchkey
