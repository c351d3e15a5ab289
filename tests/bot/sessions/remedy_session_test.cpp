#include "bot/sessions/remedy_session.hpp"

#include "tests/bot/sessions/pressed_button.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

struct SignInLinkPress : PressedButton {
  SignInLinkPress() : PressedButton(RemedyId::send_sign_in_link) {
    service.sign_in_link_subjects = {"Your sign-in link*"};
    options.looks = {0ms};
  }

  void mail_arrived(const std::string& subject) {
    mail.answer = MailHistory{
        .events = {
            {.at = clock.now() - 9min, .type = MailEventType::delivered, .subject = subject}}};
  }
};

TEST_F(SignInLinkPress, AsksTheSiteForTheLinkOnce) {
  run();
  run();
  ASSERT_EQ(forms.submitted.size(), 1U);
  EXPECT_EQ(forms.submitted[0].remedy, RemedyId::send_sign_in_link);
  EXPECT_EQ(forms.submitted[0].address.full(), "jane.doe@acme.example");
  EXPECT_EQ(kept().outcome, RemedyOutcome::accepted);
  EXPECT_NE(words().find("sent a sign-in link for"), std::string::npos) << words();
}

TEST_F(SignInLinkPress, SaysWhyNoneWasSent) {
  forms.reply = Error{ErrorKind::not_configured, "CustomersDot: no form for this mail"};
  run();
  EXPECT_EQ(kept().outcome, RemedyOutcome::failed);
  EXPECT_NE(words().find("No sign-in link was sent"), std::string::npos) << words();
  EXPECT_NE(words().find("no form for this mail"), std::string::npos) << words();
}

TEST_F(SignInLinkPress, WasDoneBeforeACrashWhereItsMailIsInTheLog) {
  begin_only();
  mail_arrived("Your sign-in link for CustomersDot");
  run();
  EXPECT_TRUE(forms.submitted.empty()) << "it must never be repeated";
  EXPECT_EQ(kept().outcome, RemedyOutcome::accepted);
}

// Another kind of mail proves nothing of this one.
TEST_F(SignInLinkPress, IsUncertainAfterACrashWhereOnlyAnotherMailIsInTheLog) {
  begin_only();
  mail_arrived("Confirmation instructions");
  run();
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(kept().outcome, RemedyOutcome::uncertain);
}

}  // namespace
}  // namespace latchkey
