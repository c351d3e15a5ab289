// How many mails a customer may get, counted by who gets them.
#include "tests/bot/sessions/dispatched.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// Jane's account has her old address, and the new one waits until it is confirmed: Devise mails
/// the new one, whichever of the two a confirmation is asked for with.
struct MailLimit : Dispatched {
  const std::string old_address = "jane.doe@acme.example";
  const std::string new_address = "jane@new.example";

  MailLimit() {
    auto account = never_confirmed(old_address);
    account.confirmed_at = k_noon - 40h;
    account.unconfirmed_email = new_address;
    directory.answer->rows = {account};
    directory.answer->shape.unconfirmed_email = Field<std::string>::empty();
  }
  /// Gives the message with the buttons. The same question would be answered with a pointer.
  std::string diagnose(const std::string& address) {
    clock.advance(1min);
    handle(command(address + " since:" + std::to_string(++questions) + "d"));
    return row();
  }
  void resend(const std::string& buttons) { handle(press(buttons, "resend_confirmation")); }
  [[nodiscard]] bool offers_mail(const std::string& buttons) const {
    return button_of(platform.posted.at(buttons).message, "resend_confirmation") != nullptr;
  }

  int questions = 0;
};

TEST_F(MailLimit, IsNotPassedByAskingWithTheOtherAddress) {
  const auto of_new_address = diagnose(new_address);
  ASSERT_TRUE(offers_mail(of_new_address));
  resend(diagnose(old_address));
  resend(diagnose(old_address));
  ASSERT_THAT(forms.submitted, SizeIs(2));
  resend(of_new_address);
  EXPECT_THAT(forms.submitted, SizeIs(2));
  ASSERT_THAT(platform.told_privately, SizeIs(1));
  EXPECT_THAT(words_of(platform.told_privately[0].second), HasSubstr(new_address + " got 2 mails"));
}

TEST_F(MailLimit, LeavesNoButtonWhicheverAddressIsAskedAbout) {
  resend(diagnose(new_address));
  resend(diagnose(new_address));
  for (const auto& address : {old_address, new_address}) {
    const auto buttons = diagnose(address);
    EXPECT_FALSE(offers_mail(buttons)) << address;
    EXPECT_THAT(words_of(platform.posted.at(buttons).message), HasSubstr("limits allow"));
  }
}

// The accounts alone know who gets it. Where they are away it is counted for who was asked about,
// and for who got it as soon as they are back.
TEST_F(MailLimit, CountsAMailOfWhichTheAccountsDidNotTellWhoGotIt) {
  const auto found = directory.answer;
  for (int i = 0; i < 2; ++i) {
    const auto buttons = diagnose(old_address);
    directory.answer = Error{ErrorKind::timed_out, "CustomersDot did not answer"};
    resend(buttons);
    directory.answer = found;
  }
  ASSERT_THAT(forms.submitted, SizeIs(2));
  EXPECT_FALSE(offers_mail(diagnose(old_address)));
}

}  // namespace
}  // namespace latchkey
