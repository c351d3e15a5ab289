// Guards against a mail provider that is kinder, or harsher, than the real one.
#include "deploy/sandbox/upstreams/outgoing_mail.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

const TimePoint k_noon{1795387080s};
const std::string k_domain = "mail.example";

Json refusal(const std::string& reason, int code, const std::string& text) {
  return {{"event", "failed"},
          {"severity", "permanent"},
          {"reason", reason},
          {"delivery-status", {{"code", code}, {"message", text}}}};
}

Scenario scenario_with_mailboxes() {
  Scenario scenario;
  scenario.mail_domains = {k_domain};
  scenario.mailboxes = {
      {"gone@x.example", refusal("bounce", 550, "5.1.1 user unknown")},
      {"listed@x.example", refusal("espblock", 554, "5.7.1 blocked")},
      {"policy@x.example", {{"event", "rejected"}, {"reject", {{"reason", "Policy"}}}}}};
  return scenario;
}

class OutgoingMailTest : public testing::Test {
 protected:
  /// What the log shows of it: each event with its reason, where it has one.
  std::vector<std::string> send(const std::string& recipient, TimePoint at = k_noon) {
    const std::size_t before = log_.items(k_domain, at + 1h).size();
    mail_.send(k_domain, recipient, "Reset password instructions", at);
    const auto items = log_.items(k_domain, at + 1h);
    std::vector<std::string> seen;
    for (std::size_t i = before; i < items.size(); ++i) {
      const std::string reason = text_at(items[i], "reason");
      seen.push_back(text_at(items[i], "event") + (reason.empty() ? "" : " " + reason));
    }
    return seen;
  }

  Json bounce_row(const std::string& recipient) {
    return lists.find(k_domain, "bounces", recipient, k_noon + 1h);
  }

 private:
  Scenario scenario_ = scenario_with_mailboxes();
  MailLog log_{scenario_};

 protected:
  SuppressionLists lists{scenario_};

 private:
  OutgoingMail mail_{scenario_, log_, lists};
};

using Seen = std::vector<std::string>;

TEST_F(OutgoingMailTest, ArrivesWhereNothingSpeaksAgainstIt) {
  EXPECT_EQ(send("jane@x.example"), (Seen{"accepted", "delivered"}));
}

TEST_F(OutgoingMailTest, IsHeldBackByEachListAndArrivesOnceTheRowIsLifted) {
  TimePoint at = k_noon;
  for (const auto& [list, reason] :
       {std::pair{"bounces", "suppress-bounce"}, std::pair{"unsubscribes", "suppress-unsubscribe"},
        std::pair{"complaints", "suppress-complaint"}}) {
    lists.add(k_domain, list, "jane@x.example", Json::object(), at - 48h);
    EXPECT_EQ(send("jane@x.example", at), (Seen{"accepted", std::string("failed ") + reason}));
    EXPECT_TRUE(lists.remove(k_domain, list, "Jane@x.example", at));
    EXPECT_EQ(send("jane@x.example", at + 1h), (Seen{"accepted", "delivered"}));
    at += 24h;
  }
}

TEST_F(OutgoingMailTest, ArrivesDespiteAnUnsubscribeFromATagOnly) {
  lists.add(k_domain, "unsubscribes", "jane@x.example", {{"tags", {"news"}}}, k_noon);
  EXPECT_EQ(send("jane@x.example"), (Seen{"accepted", "delivered"}));
}

// The row that the bounce itself made is what holds the next mail back.
TEST_F(OutgoingMailTest, PutsABouncedAddressOntoTheListWithTheServersWords) {
  EXPECT_EQ(send("gone@x.example"), (Seen{"accepted", "failed bounce"}));
  EXPECT_EQ(bounce_row("gone@x.example")["code"], "550");
  EXPECT_EQ(bounce_row("gone@x.example")["error"], "5.1.1 user unknown");
  EXPECT_EQ(send("gone@x.example", k_noon + 1h), (Seen{"accepted", "failed suppress-bounce"}));
}

TEST_F(OutgoingMailTest, KeepsAnAllowedAddressOffTheList) {
  lists.add(k_domain, "whitelists", "gone@x.example", Json::object(), k_noon);
  send("gone@x.example");
  EXPECT_TRUE(bounce_row("gone@x.example").is_null());
}

TEST_F(OutgoingMailTest, ListsNobodyForABlockOrARejection) {
  EXPECT_EQ(send("listed@x.example"), (Seen{"accepted", "failed espblock"}));
  EXPECT_EQ(send("policy@x.example"), (Seen{"rejected"}));
  EXPECT_TRUE(bounce_row("listed@x.example").is_null());
  EXPECT_TRUE(bounce_row("policy@x.example").is_null());
}

}  // namespace
}  // namespace latchkey::sandbox
