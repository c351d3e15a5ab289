#include "core/addresses/closest_addresses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey {
namespace {

using testing::ElementsAre;

std::vector<std::string> closest(std::vector<std::string> met, std::size_t at_most = 24) {
  return closest_addresses(EmailAddress::parse("jane.doe@acme.example").value(), std::move(met),
                           at_most);
}

TEST(ClosestAddresses, AreTheMostAlikeFirstAndWithoutStrangers) {
  EXPECT_THAT(closest({"j.doe@acme.example", "john.smith@acme.example", "jane_doe@acme.example"}),
              ElementsAre("jane_doe@acme.example", "j.doe@acme.example"));
}

TEST(ClosestAddresses, BeginWithTheAskedOneInWhateverCaseItIsStored) {
  EXPECT_THAT(closest({"jane_doe@acme.example", "Jane.Doe@ACME.example"}),
              ElementsAre("Jane.Doe@ACME.example", "jane_doe@acme.example"));
}

// A spelling is met by itself and in a range.
TEST(ClosestAddresses, AreEachThereOnce) {
  EXPECT_THAT(closest({"jane_doe@acme.example", "j.doe@acme.example", "jane_doe@acme.example"}),
              ElementsAre("jane_doe@acme.example", "j.doe@acme.example"));
}

TEST(ClosestAddresses, StandInTheOrderOfTheirLettersWhereTheyAreEquallyAlike) {
  EXPECT_THAT(closest({"jane_doe@acme.example", "jane-doe@acme.example"}),
              ElementsAre("jane-doe@acme.example", "jane_doe@acme.example"));
}

TEST(ClosestAddresses, AreSoManyAtMost) {
  EXPECT_THAT(closest({"j.doe@acme.example", "jane_doe@acme.example"}, 1),
              ElementsAre("jane_doe@acme.example"));
}

TEST(ClosestAddresses, LeaveOutWhatIsStoredAndIsNoAddress) {
  EXPECT_THAT(closest({"jane.doe", "jane_doe@acme.example"}), ElementsAre("jane_doe@acme.example"));
}

}  // namespace
}  // namespace latchkey
