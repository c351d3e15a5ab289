#include "adapters/portal/capital_spellings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace latchkey::portal {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> capitals_of(const std::string& address) {
  return capital_spellings(EmailAddress::parse(address).value());
}

TEST(CapitalSpellings, AreWhatPeopleWrite) {
  EXPECT_THAT(
      capitals_of("jane.doe@acme.example"),
      IsSupersetOf({"Jane.Doe@acme.example", "Jane.doe@acme.example", "JANE.DOE@ACME.EXAMPLE",
                    "jane.doe@ACME.example", "jane.doe@Acme.Example", "Jane.Doe@Acme.example"}));
}

TEST(CapitalSpellings, BeginEveryNameBehindAMark) {
  EXPECT_THAT(capitals_of("jane_m-doe+shop@acme.example"),
              Contains("Jane_M-Doe+Shop@acme.example"));
}

TEST(CapitalSpellings, AreEachThereOnceAndNeverTheAddressItself) {
  const auto found = capitals_of("jane@acme.example");
  EXPECT_THAT(found, Not(Contains("jane@acme.example")));
  EXPECT_THAT((std::set<std::string>{found.begin(), found.end()}), SizeIs(found.size()));
}

TEST(CapitalSpellings, LeaveDigitsAsTheyAre) {
  EXPECT_THAT(capitals_of("7@7.example"), Contains("7@7.EXAMPLE"));
}

}  // namespace
}  // namespace latchkey::portal
