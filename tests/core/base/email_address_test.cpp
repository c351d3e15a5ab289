#include "core/base/email_address.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace latchkey {
namespace {

TEST(EmailAddress, FoldsTheWholeAddressToLowerCase) {
  EXPECT_EQ(EmailAddress::parse("Jane.Doe@ACME.Example")->full(), "jane.doe@acme.example");
}

TEST(EmailAddress, KnowsItsParts) {
  const auto address = EmailAddress::parse("jane+billing@mail.acme.example");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->local_part(), "jane+billing");
  EXPECT_EQ(address->domain(), "mail.acme.example");
}

TEST(EmailAddress, GivesTheSameDomainAnotherLocalPart) {
  const auto address = EmailAddress::parse("jane.doe@acme.example").value();
  EXPECT_EQ(address.with_local_part("Doe_Jane")->full(), "doe_jane@acme.example");
  for (const std::string no_local_part : {"", "jane doe", ".jane", "jäne", "jane@acme"}) {
    EXPECT_FALSE(address.with_local_part(no_local_part)) << no_local_part;
  }
}

TEST(EmailAddress, IsNotLongerThanMailServersTakeWithAnotherLocalPartEither) {
  const auto domain =
      std::string(61, 'a') + "." + std::string(61, 'b') + "." + std::string(61, 'c') + ".example";
  const auto address = EmailAddress::parse("jane@" + domain).value();
  const std::size_t room = 254 - domain.size() - 1;
  EXPECT_TRUE(address.with_local_part(std::string(room, 'j')));
  EXPECT_FALSE(address.with_local_part(std::string(room + 1, 'j')));
}

TEST(EmailAddress, PrintsMasked) {
  EXPECT_EQ(EmailAddress::parse("jane.doe@acme.example")->masked(), "j***@acme.example");
}

TEST(EmailAddress, ComparesByItsFoldedText) {
  EXPECT_EQ(*EmailAddress::parse("JANE@acme.example"), *EmailAddress::parse("jane@ACME.example"));
  EXPECT_NE(*EmailAddress::parse("jane@acme.example"), *EmailAddress::parse("jan@acme.example"));
}

class NoEmailAddress : public testing::TestWithParam<std::string> {};

TEST_P(NoEmailAddress, IsRefused) {
  const auto address = EmailAddress::parse(GetParam());
  ASSERT_FALSE(address);
  EXPECT_EQ(address.error().kind, ErrorKind::invalid);
}

INSTANTIATE_TEST_SUITE_P(All, NoEmailAddress,
                         testing::Values("", "@", "jane", "@acme.example", "jane@",
                                         "jane@localhost", "jane@.example", "jane@acme..example",
                                         "jane@-acme.example", "jane@acme-.example",
                                         "jane@acme.example.", ".jane@acme.example",
                                         "jane.@acme.example", "ja..ne@acme.example",
                                         "jane doe@acme.example", "jane@acme.example ",
                                         "jane@ac_me.example", "jane\n@acme.example",
                                         std::string("ja\0ne@a.b", 9), "\"jane doe\"@acme.example",
                                         "jane@acme@acme.example", "j\xc3\xa4ne@acme.example",
                                         "jane@\xd0\xb0"
                                         "cme.example",
                                         std::string(65, 'a') + "@acme.example",
                                         "jane@" + std::string(64, 'a') + ".example",
                                         "jane@" + std::string(250, 'a') + ".example"));

class AnEmailAddress : public testing::TestWithParam<std::string> {};

TEST_P(AnEmailAddress, IsTaken) {
  EXPECT_TRUE(EmailAddress::parse(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(All, AnEmailAddress,
                         testing::Values("j@a.b", "o'hara@acme.example", "a+b+c@acme.example",
                                         "first_last-x@sub.acme.example", "1@2.3",
                                         std::string(64, 'a') + "@acme.example"));

}  // namespace
}  // namespace latchkey
