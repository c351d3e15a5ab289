// The account is under another address: a press of "Check ADDRESS" looks at that one, in the same
// thread and once.
#include "tests/scenarios/mail_events.hpp"
#include "tests/scenarios/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace latchkey::scenarios {
namespace {

/// She writes with a dot; her account, which she never confirmed, has an underscore.
struct Maria {
  std::string writes_from;
  std::string signed_up_as;
  std::string button;
};

Maria maria(Conversation& chat) {
  Maria who{chat.address("maria.lopez"), chat.address("maria_lopez"), ""};
  who.button = "Check " + who.signed_up_as;
  chat.add_customer(who.signed_up_as, {{"first_name", "Maria"},
                                       {"last_name", "Lopez"},
                                       {"confirmed_at", "NULL"},
                                       {"current_sign_in_at", "NULL"}});
  return who;
}

/// The messages of the thread that conclude about the other address.
std::ptrdiff_t conclusions(Conversation& chat, const SeenMessage& root, const Maria& who) {
  const auto all = chat.sandbox.messages(chat.team.dana);
  return std::count_if(all.begin(), all.end(), [&](const SeenMessage& message) {
    return message.thread == root.ts && message.says(who.signed_up_as) &&
           message.says("details and buttons in the thread") && is_over(message);
  });
}

void checked_in_the_thread(Conversation& chat) {
  const auto who = maria(chat);
  const auto root = chat.diagnose(who.writes_from, who.signed_up_as);
  const auto row = chat.press(root, who.button, "🔎 <@" + chat.team.dana + "> checked");
  EXPECT_FALSE(row.has_button(who.button)) << row.words;
  const auto other = chat.sandbox.wait_for(
      chat.team.dana, "buttons for the other address", [&](const SeenMessage& message) {
        return message.thread == root.ts && message.has_button("Resend confirmation");
      });
  EXPECT_GT(other.ts, row.ts);
  EXPECT_EQ(conclusions(chat, root, who), 1);
}

void two_people_check_at_once(Conversation& chat) {
  const auto who = maria(chat);
  const auto root = chat.diagnose(who.writes_from, who.signed_up_as);
  const auto row = chat.buttons_of(root);
  chat.sandbox.press(chat.team.dana, row, who.button);
  chat.sandbox.press(chat.team.lena, row, who.button);
  for (const bool dana_was_first : {true, false}) {
    const auto& user = dana_was_first ? chat.team.dana : chat.team.lena;
    const auto& other = dana_was_first ? chat.team.lena : chat.team.dana;
    chat.sandbox.wait_for(user, "who was first", [&](const SeenMessage& message) {
      const bool named = message.thread == root.ts && message.says("🔎 <@" + user + "> checked");
      return named || (message.only_for_me && message.says("<@" + other + "> pressed"));
    });
  }
  chat.sandbox.wait_for(chat.team.dana, "the answer", [&](const SeenMessage& message) {
    return message.thread == root.ts && message.has_button("Resend confirmation");
  });
  EXPECT_EQ(conclusions(chat, root, who), 1);
}

// The reset was asked for, but with the address that the account has.
void seen_in_the_mail_log(Conversation& chat) {
  const auto who = maria(chat);
  chat.add_mail(k_gitlab_domain, who.signed_up_as, k_reset_subject, delivered("-2d"));
  const auto root = chat.diagnose(who.writes_from, who.signed_up_as);
  EXPECT_TRUE(chat.buttons_of(root).says("a reset mail left for " + who.signed_up_as));
}

}  // namespace

std::vector<Scenario> other_address() {
  return {{"AnotherAddressIsCheckedInTheSameThread", checked_in_the_thread},
          {"TwoPeopleCheckingAtOnceGetOneAnswer", two_people_check_at_once},
          {"AMailToTheOtherAddressIsEvidence", seen_in_the_mail_log}};
}

}  // namespace latchkey::scenarios
