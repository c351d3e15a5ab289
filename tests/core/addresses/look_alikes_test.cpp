#include "core/addresses/look_alikes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::Le;
using testing::SizeIs;

EmailAddress at_acme(const std::string& local) {
  return EmailAddress::parse(local + "@acme.example").value();
}

std::vector<std::string> spellings(const std::string& local) {
  std::vector<std::string> found;
  for (const auto& address : look_alikes(at_acme(local))) {
    EXPECT_EQ(address.domain(), "acme.example");
    found.emplace_back(address.local_part());
  }
  return found;
}

TEST(LookAlikes, BeginWithTheAskedAddressAndTryEverySeparator) {
  EXPECT_THAT(spellings("jane.doe"), ElementsAre("jane.doe", "jane_doe", "jane-doe", "janedoe"));
  EXPECT_THAT(spellings("jane_doe"), ElementsAre("jane_doe", "jane.doe", "jane-doe", "janedoe"));
}

TEST(LookAlikes, LeaveThePlusTagOut) {
  EXPECT_THAT(spellings("jane+shop"), ElementsAre("jane+shop", "jane"));
  EXPECT_THAT(spellings("j.doe+shop"), ElementsAre("j.doe+shop", "j.doe", "j_doe+shop", "j_doe",
                                                   "j-doe+shop", "j-doe", "jdoe+shop", "jdoe"));
}

TEST(LookAlikes, CannotGuessWhereOneWordWouldSplit) {
  EXPECT_THAT(spellings("janedoe"), ElementsAre("janedoe"));
}

TEST(LookAlikes, MakeMixedSeparatorsUniform) {
  EXPECT_THAT(spellings("jane_m-doe"),
              ElementsAre("jane_m-doe", "jane.m.doe", "jane_m_doe", "jane-m-doe", "janemdoe"));
}

TEST(LookAlikes, AreOnlyAddressesAndAtMostSixteen) {
  for (const auto& local : {"-", "_", "+tag", "a+", "_a_", "a--b+x+y", "a-b_c-d_e+f"}) {
    EXPECT_THAT(look_alikes(at_acme(local)), SizeIs(Le(16U))) << local;
    EXPECT_EQ(look_alikes(at_acme(local)).front(), at_acme(local));
  }
}

struct Pair {
  const char* asked;
  const char* other;
  const char* reason;
  double at_least;
  double below;
};

class LikenessOf : public testing::TestWithParam<Pair> {};

TEST_P(LikenessOf, IsToldByReasonAndScore) {
  const auto [asked, other, reason, at_least, below] = GetParam();
  const auto found = likeness(at_acme(asked), at_acme(other));
  EXPECT_EQ(found.reason, reason);
  EXPECT_GE(found.score, at_least);
  EXPECT_LT(found.score, below);
  EXPECT_EQ(likeness(at_acme(other), at_acme(asked)).score, found.score);
}

INSTANTIATE_TEST_SUITE_P(All, LikenessOf,
                         testing::Values(Pair{"jane.doe", "jane.doe", "same", 1.0, 1.1},
                                         Pair{"jane.doe", "jane_doe", "separator", 0.98, 1.0},
                                         Pair{"jane.doe", "janedoe", "separator", 0.75, 0.98},
                                         Pair{"jo.hanna", "joh.anna", "separator", 0.5, 0.75},
                                         Pair{"jane.doe+shop", "jane.doe", "plus_tag", 0.9, 0.98},
                                         Pair{"jane+a", "jane+b", "plus_tag", 0.75, 0.9},
                                         Pair{"jane.doe+shop", "janedoe", "plus_tag", 0.75, 0.9},
                                         Pair{"jane.doe", "jane.roe", "", 0.0, 0.1},
                                         Pair{"-", "_", "", 0.0, 0.1}));

TEST(Likeness, EndsAtTheDomain) {
  const auto elsewhere = EmailAddress::parse("jane.doe@other.example").value();
  EXPECT_EQ(likeness(at_acme("jane.doe"), elsewhere).score, 0.0);
}

// What is searched for must be recognised when it is found.
TEST(Likeness, RecognisesEverySpellingThatIsSearchedFor) {
  for (const auto& local : {"jane.doe", "jane+shop", "j.doe+shop", "jane_m-doe", "janedoe"}) {
    for (const auto& spelling : look_alikes(at_acme(local))) {
      EXPECT_GE(likeness(at_acme(local), spelling).score, 0.75) << spelling.full();
    }
  }
}

}  // namespace
}  // namespace latchkey
