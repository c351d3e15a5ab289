#include "core/addresses/address_ranges.hpp"

#include "core/addresses/look_alikes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {
namespace {

using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;

EmailAddress asked_as(std::string_view text) {
  return EmailAddress::parse(text).value();
}

/// Is the address in one of the ranges?
bool holds(const std::vector<AddressRange>& ranges, const std::string& address) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const AddressRange& range) {
    return range.from <= address && address < range.before &&
           address.find(range.with) != std::string::npos;
  });
}

TEST(AddressRanges, HoldWhatNoSpellingForesees) {
  const auto ranges = address_ranges({asked_as("jane.doe@acme.example")});
  for (const std::string other :
       {"jane.doe@elsewhere.example", "jane.doe+shop@acme.example", "jane.doe85@acme.example",
        "jane.doe.smith@acme.example", "jane.doe_smith@acme.example"}) {
    EXPECT_TRUE(holds(ranges, other)) << other;
  }
}

TEST(AddressRanges, HoldNobodyWhoseNameOnlyBeginsAlike) {
  const auto ranges = address_ranges({asked_as("jane.doe@acme.example")});
  for (const std::string other : {"jane.doerfler@acme.example", "jane.dole@acme.example",
                                  "jane@acme.example", "mary.doe@acme.example"}) {
    EXPECT_FALSE(holds(ranges, other)) << other;
  }
}

// Two letters are many people's beginning.
TEST(AddressRanges, AreNoneForAFewLetters) {
  EXPECT_THAT(address_ranges({asked_as("jd@acme.example")}), IsEmpty());
}

TEST(AddressRanges, LookForNoFurtherTagOrNumberBehindOne) {
  const auto tagged = address_ranges({asked_as("jane.doe+shop@acme.example")});
  EXPECT_FALSE(holds(tagged, "jane.doe+shop+more@acme.example"));
  const auto numbered = address_ranges({asked_as("jane.doe85@acme.example")});
  EXPECT_FALSE(holds(numbered, "jane.doe851@acme.example"));
  EXPECT_TRUE(holds(numbered, "jane.doe85@elsewhere.example"));
}

TEST(AddressRanges, AreOneHundredAndFortyFourAtMost) {
  for (const auto* asked : {"jane.doe@acme.example", "maria.garcia.lopez@acme.example",
                            "abdulrahman.mohammed.al.khatib@acme.example"}) {
    EXPECT_THAT(address_ranges(look_alikes(asked_as(asked))), SizeIs(Le(144U))) << asked;
  }
}

TEST(MiddleNameRanges, HoldAnyNameBetweenTheTwoInEitherOrder) {
  const auto ranges = middle_name_ranges(asked_as("jane.doe@acme.example"));
  EXPECT_THAT(ranges, SizeIs(Le(6U)));
  EXPECT_TRUE(holds(ranges, "jane.mary.doe@acme.example"));
  EXPECT_TRUE(holds(ranges, "doe_mary_jane@acme.example"));
  EXPECT_FALSE(holds(ranges, "jane.mary.smith@acme.example"));
}

TEST(MiddleNameRanges, AreNoneOfATaskOrOfOneNameOrOfInitials) {
  for (const auto* asked : {"sales.support@acme.example", "jane@acme.example", "j.doe@acme.example",
                            "jane.m.doe@acme.example"}) {
    EXPECT_THAT(middle_name_ranges(asked_as(asked)), IsEmpty()) << asked;
  }
}

}  // namespace
}  // namespace latchkey
