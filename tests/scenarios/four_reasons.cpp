// The four reasons of the runbook "cannot sign in even after a password reset", each from the typed
// command to the mail that leaves.
#include "tests/scenarios/mail_events.hpp"
#include "tests/scenarios/scenario.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

const std::string k_reset = "reset_password_instructions";
const std::string k_confirmation = "confirmation_instructions";

std::string done_by(const std::string& user) {
  return "✅ <@" + user + ">";
}

// 1: the reset was requested on gitlab.com, not on the portal.
void reset_on_the_other_site(Conversation& chat) {
  const auto tom = chat.address("tom");
  chat.add_customer(tom);
  chat.add_mail("mg.gitlab.com", tom, "Reset password instructions", delivered("-2h"));
  const auto root = chat.diagnose(tom, "GitLab.com");
  EXPECT_TRUE(root.says("reset was asked for on GitLab.com")) << root.words;
  const auto row = chat.press(root, "Send password reset", done_by(chat.team.dana));
  EXPECT_FALSE(row.has_button("Send password reset")) << row.words;
  chat.expect_mails(tom, k_reset, 1);
}

// 1, the other half: none was requested at all, so one is sent.
void no_reset_at_all(Conversation& chat) {
  const auto ann = chat.address("ann");
  chat.add_customer(ann);
  const auto root = chat.diagnose(ann, "never asked for a reset");
  chat.press(root, "Send password reset", done_by(chat.team.dana));
  chat.expect_mails(ann, k_reset, 1);
}

// 2: the account was never confirmed.
void never_confirmed(Conversation& chat) {
  const auto jane = chat.address("jane.doe");
  chat.add_customer(jane, {{"confirmed_at", "NULL"}, {"current_sign_in_at", "NULL"}});
  const auto root = chat.diagnose(jane, "never confirmed");
  const auto row = chat.press(root, "Resend confirmation", done_by(chat.team.dana));
  EXPECT_FALSE(row.has_button("Resend confirmation")) << row.words;
  chat.expect_mails(jane, k_confirmation, 1);
}

// 3: the customer writes with a dot and signed up with an underscore.
void another_address(Conversation& chat) {
  const auto written = chat.address("jane.doe");
  const auto signed_up = chat.address("jane_doe");
  chat.add_customer(signed_up);
  const auto row = chat.buttons_of(chat.diagnose(written, signed_up));
  EXPECT_FALSE(row.has_button("Resend confirmation")) << row.words;
  EXPECT_FALSE(row.has_button("Send password reset")) << row.words;
  chat.expect_mails(written, "", 0);
  chat.expect_mails(signed_up, "", 0);
}

// 4: a changed address waits for its confirmation; the mail goes to the new one.
void changed_address_waits(Conversation& chat) {
  const auto old_address = chat.address("sam.old");
  const auto new_address = chat.address("sam.new");
  chat.add_customer(old_address, {{"unconfirmed_email", new_address},
                                  {"confirmation_token", "made-for-" + chat.team.domain}});
  const auto root = chat.diagnose(new_address, "never confirmed as the account's new one");
  chat.press(root, "Resend confirmation", done_by(chat.team.dana));
  chat.expect_mails(new_address, k_confirmation, 1);
  chat.expect_mails(old_address, "", 0);
}

void asked_by_a_mention(Conversation& chat) {
  const auto jane = chat.address("jane.doe");
  chat.add_customer(jane, {{"confirmed_at", "NULL"}});
  const auto answer = chat.mention(jane, "never confirmed");
  SeenMessage question = answer;
  question.ts = answer.thread;
  EXPECT_TRUE(chat.buttons_of(question).has_button("Resend confirmation")) << answer.words;
}

}  // namespace

std::vector<Scenario> four_reasons() {
  return {{"TheResetWasRequestedOnTheOtherSite", reset_on_the_other_site},
          {"NoResetWasRequestedAtAll", no_reset_at_all},
          {"TheAccountWasNeverConfirmed", never_confirmed},
          {"TheAccountIsUnderAnotherAddress", another_address},
          {"AChangedAddressWaitsForItsConfirmation", changed_address_waits},
          {"AskedByAMentionTheAnswerStaysInTheThread", asked_by_a_mention}};
}

}  // namespace latchkey::scenarios
