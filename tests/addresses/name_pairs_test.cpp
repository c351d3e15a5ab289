#include "tests/addresses/name_pairs.hpp"

#include "core/base/email_address.hpp"

#include <gtest/gtest.h>

#include <set>

namespace latchkey::name_pairs {
namespace {

TEST(NamePairs, AreThreeThousandAndMoreThatCouldBeTyped) {
  const auto set = name_pairs(1, true, 180, 100);
  EXPECT_GE(set.pairs.size(), 3'000U);
  for (const auto& pair : set.pairs) {
    EXPECT_TRUE(EmailAddress::parse(pair.asked.email)) << pair.asked.email;
    EXPECT_TRUE(EmailAddress::parse(pair.other.email)) << pair.other.email;
    EXPECT_NE(pair.asked.email, pair.other.email);
    EXPECT_EQ(pair.asked.person == pair.other.person, is_same_person(pair.kind));
  }
}

TEST(NamePairs, AreTheSameForTheSameSeedAndOthersForAnother) {
  const auto asked = [](std::uint32_t seed) {
    std::vector<std::string> emails;
    for (const auto& pair : name_pairs(seed, false, 20, 0).pairs)
      emails.push_back(pair.asked.email);
    return emails;
  };
  EXPECT_EQ(asked(5), asked(5));
  EXPECT_NE(asked(5), asked(6));
}

}  // namespace
}  // namespace latchkey::name_pairs
