// A row of the bounce list holds back all mail to a customer until somebody lifts it.
#include "tests/scenarios/mail_events.hpp"
#include "tests/scenarios/scenario.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::scenarios {
namespace {

using namespace std::chrono_literals;

const std::string k_lift = "Lift suppression";

/// A customer whose reset mail was held back because of a refusal weeks ago.
std::string held_back_aisha(Conversation& chat) {
  auto email = chat.address("aisha");
  chat.add_customer(email);
  chat.add_mail(k_portal_domain, email, k_reset_subject, held_back("-50m"));
  chat.sandbox.suppress(k_portal_domain, email, "5.4.1 Access denied", 40 * 24h);
  return email;
}

void lifted_then_sent(Conversation& chat) {
  const auto email = held_back_aisha(chat);
  const auto root = chat.diagnose(email, email);
  const auto row = chat.press(root, k_lift, "✅ <@" + chat.team.dana + ">");
  EXPECT_FALSE(chat.sandbox.is_suppressed(k_portal_domain, email));
  EXPECT_FALSE(row.has_button(k_lift)) << row.words;
  chat.expect_mails(email, "", 0);
  chat.press(root, "Send password reset", "sent a password reset");
  chat.expect_mails(email, "reset_password_instructions", 1);
}

// The row is evidence, and a customer who is mailed again notices.
void lifted_by_a_stranger(Conversation& chat) {
  const auto email = held_back_aisha(chat);
  const auto root = chat.diagnose(email, email);
  chat.press_alone(chat.team.guest, root, k_lift, "may");
  EXPECT_TRUE(chat.sandbox.is_suppressed(k_portal_domain, email));
}

}  // namespace

std::vector<Scenario> lifted_suppressions() {
  return {{"OnceItIsLiftedTheResetLeaves", lifted_then_sent},
          {"SomebodyOutsideTheGroupLiftsNothing", lifted_by_a_stranger}};
}

}  // namespace latchkey::scenarios
