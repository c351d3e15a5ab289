// Two people and a suppression list: what one alone may not lift, and what is put back.
#include "tests/scenarios/mail_events.hpp"
#include "tests/scenarios/stage.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::scenarios {
namespace {

using namespace std::chrono_literals;

// What was there before, to the letter.
TEST(SecondPerson, PutsBackWhatWasLiftedAsItWas) {
  Stage stage;
  stage.start_bot();
  auto& chat = stage.chat;
  const auto email = chat.address("aisha");
  chat.add_customer(email);
  chat.add_mail(k_portal_domain, email, k_reset_subject, held_back("-50m"));
  chat.sandbox.suppress(k_portal_domain, email, "5.4.1 Access denied", 40 * 24h);
  const auto before = chat.sandbox.suppression(k_portal_domain, "bounces", email);
  const auto root = chat.diagnose(email, email);
  chat.press(root, "Lift suppression", "✅ <@" + chat.team.dana + ">");
  EXPECT_FALSE(chat.sandbox.is_suppressed(k_portal_domain, email));
  const auto row = chat.press_as(chat.team.lena, root, "Put back", "Mail to it is held back again");
  EXPECT_EQ(chat.sandbox.suppression(k_portal_domain, "bounces", email), before);
  EXPECT_FALSE(row.has_button("Put back")) << row.words;
}

// A complaint is the customer's will: one person alone does not lift it.
TEST(SecondPerson, IsNeededToLiftAComplaint) {
  Stage stage;
  stage.start_bot();
  auto& chat = stage.chat;
  const auto email = chat.address("yuki");
  chat.add_customer(email);
  chat.sandbox.complain(k_portal_domain, email);
  const auto is_listed = [&] {
    return !chat.sandbox.suppression(k_portal_domain, "complaints", email).is_null();
  };
  const auto root = chat.diagnose(email, email);
  const auto row = chat.press(root, "Lift complaint", "needs another pair of eyes");
  EXPECT_TRUE(row.has_button("Approve")) << row.words;
  EXPECT_TRUE(is_listed());
  chat.press_alone(chat.team.dana, root, "Approve", "somebody else has to press");
  EXPECT_TRUE(is_listed());
  chat.press_as(chat.team.lena, root, "Approve", "✅ <@" + chat.team.lena + ">");
  EXPECT_FALSE(is_listed());
}

}  // namespace
}  // namespace latchkey::scenarios
