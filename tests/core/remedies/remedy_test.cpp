#include "core/remedies/remedy.hpp"

#include <gtest/gtest.h>
#include "core/remedies/suppression_remedies.hpp"

namespace latchkey {
namespace {

TEST(Remedy, HasTheContractsNamesAndLabels) {
  EXPECT_EQ(to_string(RemedyId::resend_confirmation), "resend_confirmation");
  EXPECT_EQ(label(RemedyId::resend_confirmation), "Resend confirmation");
  EXPECT_EQ(to_string(RemedyId::send_password_reset), "send_password_reset");
  EXPECT_EQ(label(RemedyId::send_password_reset), "Send password reset");
  EXPECT_EQ(to_string(RemedyId::send_sign_in_link), "send_sign_in_link");
  EXPECT_EQ(label(RemedyId::send_sign_in_link), "Send sign-in link");
  EXPECT_EQ(to_string(RemedyId::lift_suppression), "lift_suppression");
  EXPECT_EQ(label(RemedyId::lift_suppression), "Lift suppression");
  EXPECT_EQ(to_string(RemedyId::check_other_address), "check_other_address");
}

TEST(Remedy, IsFoundByItsName) {
  EXPECT_EQ(parse_remedy("send_password_reset"), RemedyId::send_password_reset);
  EXPECT_EQ(parse_remedy("send_sign_in_link"), RemedyId::send_sign_in_link);
  EXPECT_EQ(parse_remedy("lift_suppression"), RemedyId::lift_suppression);
  EXPECT_EQ(parse_remedy("check_other_address"), RemedyId::check_other_address);
  EXPECT_EQ(parse_remedy("Send password reset"), std::nullopt);
}

TEST(Remedy, SendsMailUnlessItLiftsASuppressionOrOnlyLooks) {
  EXPECT_TRUE(sends_mail(RemedyId::resend_confirmation));
  EXPECT_TRUE(sends_mail(RemedyId::send_password_reset));
  EXPECT_TRUE(sends_mail(RemedyId::send_sign_in_link));
  EXPECT_FALSE(sends_mail(RemedyId::lift_suppression));
  EXPECT_FALSE(sends_mail(RemedyId::check_other_address));
}

// Whoever may ask may press it, so nothing else may count as a mere look.
TEST(Remedy, OnlyLooksWhereAnotherAddressIsChecked) {
  EXPECT_TRUE(only_looks(RemedyId::check_other_address));
  EXPECT_FALSE(only_looks(RemedyId::resend_confirmation));
  EXPECT_FALSE(only_looks(RemedyId::send_password_reset));
  EXPECT_FALSE(only_looks(RemedyId::send_sign_in_link));
  EXPECT_FALSE(only_looks(RemedyId::lift_suppression));
}

TEST(Remedy, OfAListTakesOffOrPutsBackAndKnowsWhich) {
  for (const auto list :
       {SuppressionList::bounces, SuppressionList::complaints, SuppressionList::unsubscribes}) {
    EXPECT_EQ(lifted_list(lift_of(list)), list);
    EXPECT_EQ(returned_list(put_back_of(list)), list);
    EXPECT_FALSE(returned_list(lift_of(list)));
    EXPECT_FALSE(lifted_list(put_back_of(list)));
    EXPECT_FALSE(sends_mail(lift_of(list)) || sends_mail(put_back_of(list)));
    EXPECT_EQ(parse_remedy(to_string(put_back_of(list))), put_back_of(list));
  }
  EXPECT_FALSE(lifted_list(RemedyId::send_password_reset));
}

}  // namespace
}  // namespace latchkey
