// The home page shows a person nothing but what that person asked for.
#include "bot/sessions/home_session.hpp"

#include "tests/bot/sessions/dispatched.hpp"

namespace latchkey {
namespace {

struct AtHome : Dispatched {
  std::string page_of(const std::string& user) {
    auto opened = request(chat::Request::Kind::home, user);
    opened.channel.clear();
    handle(opened);
    return words_of(platform.homes[user]);
  }
};

TEST_F(AtHome, APersonSeesTheirOwnChecksAndHowThingsAre) {
  handle(command("jane.doe@acme.example"));
  handle(command("ann@acme.example", "ULENA"));
  const auto page = page_of("UDANA");
  EXPECT_NE(page.find("jane.doe@acme.example"), std::string::npos) << page;
  EXPECT_NE(page.find("account unconfirmed"), std::string::npos) << page;
  EXPECT_EQ(page.find("ann@"), std::string::npos) << page;
  EXPECT_NE(page.find("Mailgun"), std::string::npos) << page;
}

TEST_F(AtHome, EachCheckLeadsToItsThread) {
  handle(command("jane.doe@acme.example"));
  static_cast<void>(page_of("UDANA"));
  std::string link;
  for (const auto& block : platform.homes["UDANA"].blocks) {
    for (const auto& span : block.text) link += span.url;
  }
  EXPECT_EQ(link, "https://chat.example/CSUPPORT/" + platform.order[0]);
}

TEST_F(AtHome, AThreadThatWasCheckedAgainIsOneLine) {
  handle(command("jane.doe@acme.example"));
  handle(press(row(), rendering::k_recheck));
  const auto page = page_of("UDANA");
  EXPECT_EQ(page.find("account unconfirmed"), page.rfind("account unconfirmed")) << page;
}

TEST_F(AtHome, AddressesAreMaskedWhereTheConfigurationSaysSo) {
  handle(command("jane.doe@acme.example"));
  HomeSession masked{
      platform,         process->authorization,
      *store,           clock,
      Process::healthy, {.command = "/diagnose", .mask_emails = true, .rules = rules}};
  auto opened = request(chat::Request::Kind::home, "UDANA");
  const auto show = [&]() -> boost::asio::awaitable<bool> {
    co_await masked.show(opened);
    co_return true;
  };
  ASSERT_TRUE(doubles::await(show(), context));
  const auto page = words_of(platform.homes["UDANA"]);
  EXPECT_EQ(page.find("jane.doe@acme.example · "), std::string::npos) << page;
  EXPECT_NE(page.find("j***@acme.example"), std::string::npos) << page;
}

TEST_F(AtHome, WhoMayNotAskSeesWhyAndNothingElse) {
  handle(command("jane.doe@acme.example"));
  const auto page = page_of("UEVE");
  EXPECT_NE(page.find("may run sign-in checks"), std::string::npos) << page;
  EXPECT_EQ(page.find("Mailgun"), std::string::npos) << page;
}

TEST_F(AtHome, AnotherOrganisationSeesNothing) {
  platform.people["UDANA"].other_organisation = true;
  const auto page = page_of("UDANA");
  EXPECT_NE(page.find("only people of the organisation"), std::string::npos) << page;
}

}  // namespace
}  // namespace latchkey
