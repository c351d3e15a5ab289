#include "bot/commands/find_addresses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::commands {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> found(const std::string& text) {
  std::vector<std::string> addresses;
  for (const EmailAddress& address : find_addresses(text)) addresses.push_back(address.full());
  return addresses;
}

TEST(FindAddresses, ReadsWhatSlackMakesOfAMessage) {
  EXPECT_THAT(found("Hi,\u00a0<mailto:jane@acme.example|jane@acme.example>\u00a0cannot sign in."),
              ElementsAre("jane@acme.example"));
}

TEST(FindAddresses, ReadsCurlyApostrophesAsPeopleDo) {
  EXPECT_THAT(found("It’s o’brien@acme.example’s account, not ‘jane@acme.example’ or ‘her@x"),
              ElementsAre("jane@acme.example"));
  EXPECT_THAT(found("o’brien@acme.example cannot sign in"), ElementsAre("o'brien@acme.example"));
}

TEST(FindAddresses, KeepsTheMessagesOrderAndNamesEachOnce) {
  EXPECT_THAT(found("b@acme.example (was: a@acme.example), B@acme.example"),
              ElementsAre("b@acme.example", "a@acme.example"));
}

TEST(FindAddresses, ReadsListsAndTables) {
  EXPECT_THAT(found("Email: a@acme.example/b@acme.example|c@acme.example;to=d@acme.example"),
              ElementsAre("a@acme.example", "b@acme.example", "c@acme.example", "d@acme.example"));
}

TEST(FindAddresses, IgnoresMentionsAndLinksThatLeadElsewhere) {
  EXPECT_THAT(found("<@U1> <!channel> <mailto:evil@acme.example|jane@acme.example> @bob"),
              IsEmpty());
}

TEST(FindAddresses, StopsAtTen) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "a" + std::to_string(i) + "@acme.example ";
  EXPECT_THAT(found(text), SizeIs(10));
}

}  // namespace
}  // namespace latchkey::commands
