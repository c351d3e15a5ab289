#include "core/addresses/look_alikes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace latchkey {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Le;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> spellings(const std::string& asked, std::size_t at_most = 1'000) {
  std::vector<std::string> found;
  for (const auto& address : look_alikes(EmailAddress::parse(asked).value())) {
    if (found.size() < at_most) found.push_back(address.full());
  }
  return found;
}

// GitLab.com is asked for twelve: what people do most must be among them.
TEST(LookAlikes, BeginWithTheAskedAddressAndWhatPeopleDoMost) {
  const auto first = spellings("jane.doe@acme.example", 12);
  EXPECT_EQ(first.front(), "jane.doe@acme.example");
  EXPECT_THAT(
      first, IsSupersetOf({"jane_doe@acme.example", "janedoe@acme.example", "jane-doe@acme.example",
                           "j.doe@acme.example", "doe.jane@acme.example"}));
}

TEST(LookAlikes, PutTheProviderThatWasMeantFirst) {
  EXPECT_THAT(spellings("jane.doe@gmial.com", 12), Contains("jane.doe@gmail.com"));
  EXPECT_THAT(spellings("jane.doe@googlemail.com", 12), Contains("jane.doe@gmail.com"));
  EXPECT_THAT(spellings("jane.doe@hotmail.con", 12), Contains("jane.doe@hotmail.com"));
}

TEST(LookAlikes, LeaveThePlusTagOut) {
  EXPECT_THAT(spellings("jane+shop@acme.example", 12), Contains("jane@acme.example"));
  EXPECT_THAT(spellings("j.doe+shop@acme.example"),
              IsSupersetOf({"j.doe@acme.example", "j_doe+shop@acme.example"}));
}

TEST(LookAlikes, AreTheOtherWaysToWriteAName) {
  struct Row {
    const char* asked;
    const char* other;
  };
  for (const auto& [asked, other] :
       {Row{"jane.doe@acme.example", "jane.d@acme.example"},
        Row{"jane.mary.doe@acme.example", "jane.doe@acme.example"},
        Row{"jane.doe@acme.example", "jane.m.doe@acme.example"},
        Row{"janedoe@acme.example", "jane.doe@acme.example"},
        Row{"jdoe@acme.example", "john.doe@acme.example"},
        Row{"jane.doe85@acme.example", "jane.doe@acme.example"},
        Row{"jane.doe@eu.acme.co.uk", "jane.doe@acme.co.uk"},
        Row{"jane.doe@acme.de", "jane.doe@acme.com"},
        Row{"juergen.mueller@acme.example", "jurgen.muller@acme.example"},
        Row{"jurgen.muller@acme.example", "jurgen.mueller@acme.example"},
        Row{"jane.doe@acme.example", "jane.do@acme.example"},
        Row{"jane.do@acme.example", "jane.doe@acme.example"},
        Row{"sergey.petrovsky@acme.example", "sergei.petrovsky@acme.example"},
        Row{"ludwig.van.beethoven@acme.example", "ludwig.beethoven@acme.example"},
        Row{"xiaoming.li@acme.example", "lixm@acme.example"},
        Row{"nguyen.van.an@acme.example", "an.nguyen@acme.example"},
        Row{"jean-luc.picard@acme.example", "jeanluc.picard@acme.example"},
        Row{"mike.doe@acme.example", "michael.doe@acme.example"}}) {
    EXPECT_THAT(spellings(asked), Contains(other)) << asked;
  }
}

// sales@ has no first name, and nobody's initials.
TEST(LookAlikes, MakeNoNamesOfATask) {
  EXPECT_THAT(spellings("sales.support@acme.example"), Not(Contains("s.support@acme.example")));
}

// An account of sales@ elsewhere is never shown: some systems are asked once for each spelling.
TEST(LookAlikes, LeaveATaskAtItsDomain) {
  EXPECT_THAT(spellings("sales@acme.example"), ElementsAre("sales@acme.example"));
  EXPECT_THAT(spellings("sales@gmial.com"), Contains("sales@gmail.com"));
  EXPECT_THAT(spellings("sales@gmial.com"), Not(Contains("sales@outlook.com")));
}

TEST(LookAlikes, AreAddressesOnceEachAndAtMostSixHundredAndForty) {
  for (const auto& local : {"-", "_", "+tag", "a+", "_a_", "a--b+x+y", "a-b_c-d_e+f", "12345",
                            "o'hara", "abdulrahman.mohammed.al.khatib",
                            "averyveryverylongnamethatfillsthewholelocalpartofanaddress123456"}) {
    const auto found = spellings(std::string{local} + "@acme.example");
    EXPECT_EQ(found.front(), std::string{local} + "@acme.example");
    EXPECT_THAT(found, SizeIs(Le(640U)));
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size()) << local;
  }
}

}  // namespace
}  // namespace latchkey
