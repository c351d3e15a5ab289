#include "core/remedies/remedy_mail.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using doubles::address;
using doubles::found;
using doubles::jane;
using doubles::jane_account;

AccountsFound changing_to(const std::string& new_address) {
  auto account = jane_account();
  account.unconfirmed_email = new_address;
  return found({account});
}

TEST(RemedyMail, GoesToTheAddressThatItWasAskedForWith) {
  EXPECT_EQ(recipient_of(RemedyId::resend_confirmation, jane(), found({jane_account()})), jane());
  EXPECT_EQ(recipient_of(RemedyId::resend_confirmation, jane(), found({})), jane());
}

// Devise mails the new address, whichever of the two its form was given.
TEST(RemedyMail, GoesToTheChangedAddressWhereThatWaitsForItsConfirmation) {
  const auto waiting = changing_to("jane@new.example");
  const auto resend = RemedyId::resend_confirmation;
  EXPECT_EQ(recipient_of(resend, jane(), waiting), address("jane@new.example"));
  EXPECT_EQ(recipient_of(resend, address("jane@new.example"), waiting),
            address("jane@new.example"));
}

TEST(RemedyMail, GoesToTheAccountsAddressWhereItIsNoConfirmation) {
  const auto waiting = changing_to("jane@new.example");
  EXPECT_EQ(recipient_of(RemedyId::send_password_reset, jane(), waiting), jane());
  EXPECT_EQ(recipient_of(RemedyId::send_sign_in_link, jane(), waiting), jane());
}

TEST(RemedyMail, GoesToTheAskedAddressWhereTheChangedOneIsNone) {
  EXPECT_EQ(recipient_of(RemedyId::resend_confirmation, jane(), changing_to("")), jane());
  EXPECT_EQ(recipient_of(RemedyId::resend_confirmation, jane(), changing_to("nonsense")), jane());
}

TEST(RemedyMail, IsOfTheKindThatTheRemedyAsksFor) {
  EXPECT_EQ(mail_of(RemedyId::resend_confirmation), MailKind::confirmation);
  EXPECT_EQ(mail_of(RemedyId::send_password_reset), MailKind::reset);
  EXPECT_EQ(mail_of(RemedyId::send_sign_in_link), MailKind::sign_in_link);
  EXPECT_EQ(mail_of(RemedyId::lift_suppression), MailKind::other);
  EXPECT_EQ(mail_of(RemedyId::check_other_address), MailKind::other);
}

}  // namespace
}  // namespace latchkey
