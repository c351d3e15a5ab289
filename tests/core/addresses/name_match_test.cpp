#include "core/addresses/name_match.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey {
namespace {

using testing::UnorderedElementsAre;

using NamesOfOne = std::vector<std::string>;

/// At this cost the same person is a mere possibility.
constexpr double k_possible = 0.23;

struct MatchedNames {
  NamesOfOne a;
  NamesOfOne b;
  std::vector<Change> changes;
};

// The table of name_match.hpp.
TEST(MatchNames, SayInWhichWayTheyDiffer) {
  for (const auto& [a, b, changes] : std::vector<MatchedNames>{
           {{"jane", "doe"}, {"janedoe"}, {Change::separator}},
           {{"jane", "doe"}, {"doe", "jane"}, {Change::name_order}},
           {{"jane", "doe"}, {"jdoe"}, {Change::initials}},
           {{"jane", "doe"}, {"jane", "d"}, {Change::initials}},
           {{"jane", "m", "doe"}, {"jane", "doe"}, {Change::middle_name}},
           {{"maria", "garcia", "lopez"}, {"m", "garcia"}, {Change::surname, Change::initials}},
           {{"ludwig", "van", "beethoven"}, {"ludwig", "beethoven"}, {Change::particle}},
           {{"juergen"}, {"jurgen"}, {Change::transliteration}},
           {{"mike", "doe"}, {"michael", "doe"}, {Change::short_name}}}) {
    const auto match = match_names(a, b);
    ASSERT_TRUE(match) << a.front() << " " << b.front();
    EXPECT_THAT(match->changes, testing::UnorderedElementsAreArray(changes))
        << a.front() << " " << b.front();
  }
}

TEST(MatchNames, CostNothingWhereTheyAreTheSame) {
  const auto match = match_names({"jane", "doe"}, {"jane", "doe"});
  ASSERT_TRUE(match);
  EXPECT_EQ(match->cost, 0);
}

TEST(MatchNames, CostTheSameWhicheverIsAskedFirst) {
  const NamesOfOne a{"jane", "mary", "doe"};
  const NamesOfOne b{"jdoe"};
  const auto one_way = match_names(a, b);
  const auto other_way = match_names(b, a);
  ASSERT_TRUE(one_way && other_way);
  EXPECT_EQ(one_way->cost, other_way->cost);
}

TEST(MatchNames, AreNoneWhereEachHasANameThatTheOtherLacks) {
  EXPECT_FALSE(match_names({"jane", "doe"}, {"john", "doe"}));
  EXPECT_FALSE(match_names({"jane", "doe"}, {"mary", "smith"}));
}

TEST(MatchNames, AreNoneOfNothingAndOfMoreThanSixWords) {
  EXPECT_FALSE(match_names({}, {"jane"}));
  EXPECT_FALSE(match_names({"a", "b", "c", "d", "e", "f", "g"}, {"abcdefgh"}));
}

// The same letters, and two people.
TEST(MatchNames, AreUnlikelyWhereTheSameLettersAreDividedDifferently) {
  const auto match = match_names({"jo", "hanna"}, {"joh", "anna"});
  ASSERT_TRUE(match);
  EXPECT_GT(match->cost, k_possible);
}

TEST(MatchNames, MakeALongerStoryOfSeveralDifferences) {
  const auto order = match_names({"jane", "doe"}, {"doe", "jane"});
  const auto both = match_names({"jane", "doe"}, {"doe", "j"});
  ASSERT_TRUE(order && both);
  EXPECT_LT(order->cost, both->cost);
  EXPECT_THAT(both->changes, UnorderedElementsAre(Change::name_order, Change::initials));
}

}  // namespace
}  // namespace latchkey
