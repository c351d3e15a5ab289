#include "adapters/secrets/op_reference.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::secrets {
namespace {

TEST(OpReference, HasThreePartsOrFour) {
  const auto three = parse_op_reference("op://Support/Mailgun/api key");
  ASSERT_TRUE(three);
  EXPECT_EQ(three->vault, "Support");
  EXPECT_EQ(three->item, "Mailgun");
  EXPECT_EQ(three->section, "");
  EXPECT_EQ(three->field, "api key");
  EXPECT_FALSE(three->one_time_code);

  const auto four = parse_op_reference("op://app-prod/db.replica_2/Read only/dsn");
  ASSERT_TRUE(four);
  EXPECT_EQ(four->item, "db.replica_2");
  EXPECT_EQ(four->section, "Read only");
  EXPECT_EQ(four->field, "dsn");
}

TEST(OpReference, AsksForAValueOrAOneTimeCode) {
  EXPECT_TRUE(parse_op_reference("op://v/i/one-time password?attribute=otp")->one_time_code);
  EXPECT_TRUE(parse_op_reference("op://v/i/one-time password?attr=otp")->one_time_code);
  EXPECT_FALSE(parse_op_reference("op://v/i/password?attribute=value")->one_time_code);
}

// Blanks inside of a name belong to it, and so do those at its ends.
TEST(OpReference, KeepsBlanksAsTheyStand) {
  EXPECT_EQ(parse_op_reference("op://Private/ ssh  keys /key")->item, " ssh  keys ");
}

TEST(OpReference, IsRefusedWhereItIsNone) {
  for (const std::string text :
       {"", "op:", "op://", "op://Support", "op://Support/Mailgun", "op://Support/Mailgun/",
        "op:///Mailgun/key", "op://Support//key", "op://a/b/c/d/e", "op:/Support/Mailgun/key",
        "env:TOKEN", "https://Support/Mailgun/key", "OP://Support/Mailgun/key"}) {
    const auto reference = parse_op_reference(text);
    ASSERT_FALSE(reference) << text;
    EXPECT_EQ(reference.error().kind, ErrorKind::invalid);
    EXPECT_EQ(reference.error().what,
              "expected op://vault/item/field or op://vault/item/section/field");
  }
}

// There is no escape: "%20" would be sought under that very name.
TEST(OpReference, IsRefusedWhereANameNeedsAnEscape) {
  for (const std::string text :
       {"op://Support/Mailgun%20EU/key", "op://Support/R\xC3\xA4tsel/key", "op://Support/a\"b/key",
        "op://Support/a\\b/key", "op://$ENV/Mailgun/key", "op://Support/Mailgun/a:b"}) {
    const auto reference = parse_op_reference(text);
    ASSERT_FALSE(reference) << text;
    EXPECT_NE(reference.error().what.find("named by its id"), std::string::npos);
  }
}

TEST(OpReference, IsRefusedWhereItAsksForSomethingElse) {
  for (const std::string query :
       {"", "attribute=", "attribute=type", "ssh-format=openssh", "attribute=otp&x=1", "otp"}) {
    const auto reference = parse_op_reference("op://v/i/f?" + query);
    ASSERT_FALSE(reference) << query;
    EXPECT_NE(reference.error().what.find("?attribute=otp"), std::string::npos);
  }
}

}  // namespace
}  // namespace latchkey::secrets
