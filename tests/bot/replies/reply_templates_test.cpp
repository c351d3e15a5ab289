// What customers read, one golden file for all replies: tests/golden/replies.txt.
#include "bot/replies/reply_templates.hpp"

#include "bot/config/to_reply_values.hpp"
#include "tests/bot/rendering/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey::replies {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Values customersdot() {
  Config config;
  ServiceConfig portal{.name = "CustomersDot",
                       .url = "https://customers.gitlab.com",
                       .mail_domain = "customers.gitlab.com"};
  portal.forms = FormsConfig{.confirmation = "/customers/confirmation/new",
                             .password = "/customers/password/new"};
  ServiceConfig gitlab{.name = "GitLab.com", .url = "https://gitlab.com", .mail_domain = "mg"};
  config.services = {portal, gitlab};
  auto values = to_reply_values(config).at("CustomersDot");
  values["email"] = "jane.doe@acme.example";
  return values;
}

TEST(ReplyTemplates, ThereIsOneForEachCauseOfTheContract) {
  EXPECT_THAT(
      causes(),
      ElementsAre("account_blocked", "account_locked", "account_unconfirmed",
                  "email_change_unconfirmed", "login_not_activated", "mail_blocked", "mail_bounced",
                  "mail_delayed", "mail_rejected", "mail_suppressed", "no_account", "nothing_found",
                  "other_address", "reset_link_expired", "reset_not_requested",
                  "reset_requested_elsewhere", "signs_in_through_provider", "unknown"));
}

TEST(ReplyTemplates, ReadWell) {
  const ReplyTemplates templates;
  std::string text;
  for (const auto& cause : causes()) {
    const auto& words = templates.of(cause);
    text += "##### " + cause + "\n(for the colleague) " + words.note(customersdot()) + "\n\n" +
            words.reply(customersdot()) + "\n\n";
  }
  expect_golden("replies.txt", text);
}

// Customers must not read what only we know: names of ours, tools, notes, mail servers' errors.
TEST(ReplyTemplates, HoldNoInternalWords) {
  const ReplyTemplates templates;
  for (const auto& cause : causes()) {
    const auto reply = templates.of(cause).reply(customersdot());
    for (const char* word :
         {"CustomersDot", "Mailgun", "Latchkey", "suppress", "block list", "550", "GitLab.com"}) {
      EXPECT_THAT(reply, Not(HasSubstr(word))) << cause;
    }
  }
}

// Before the ownership is verified, nobody learns that there is another account, or one at all.
TEST(ReplyTemplates, TellNothingOfAccountsWhereOwnershipIsOpen) {
  const ReplyTemplates templates;
  for (const char* cause : {"other_address", "no_account", "nothing_found", "unknown",
                            "reset_not_requested", "reset_requested_elsewhere"}) {
    const auto reply = templates.of(cause).reply(customersdot());
    EXPECT_THAT(reply, Not(HasSubstr("your account"))) << cause;
    EXPECT_THAT(reply, Not(HasSubstr("jane.doe@acme.example"))) << cause;
  }
}

TEST(ReplyTemplates, AskForAVerificationWhereTheReplySpeaksOfAnAccountOrAMail) {
  const ReplyTemplates templates;
  for (const auto& cause : causes()) {
    const auto reply = templates.of(cause).reply(customersdot());
    const bool tells = reply.find("your account") != std::string::npos ||
                       reply.find("jane.doe@acme.example") != std::string::npos;
    if (!tells) continue;
    const auto note = templates.of(cause).note(customersdot());
    const bool asks =
        note.find("erify") != std::string::npos || note.find("proved") != std::string::npos;
    EXPECT_TRUE(asks) << cause << ": " << note;
  }
}

TEST(ReplyTemplates, AnUnheardOfCauseGetsAHoldingReply) {
  const ReplyTemplates templates;
  EXPECT_EQ(templates.of("sunspots").reply({}), templates.of("unknown").reply({}));
}

}  // namespace
}  // namespace latchkey::replies
