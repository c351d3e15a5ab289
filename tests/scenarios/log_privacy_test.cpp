#include "tests/scenarios/log_privacy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Every scenario's log is read with it (bot.cpp), so it has to find what it is there for.
TEST(LogPrivacy, FindsAddressesAndTokens) {
  EXPECT_THAT(private_parts("mail to jane.doe+x@acme.example bounced"),
              ElementsAre("jane.doe+x@acme.example"));
  EXPECT_THAT(private_parts("GET /bounces/jane%40acme.example"),
              ElementsAre("jane%40acme.example"));
  EXPECT_THAT(private_parts("Bearer xoxb-sandbox, key sandbox-key"),
              ElementsAre("xoxb-sandbox", "sandbox-key"));
}

TEST(LogPrivacy, TakesMaskedAddressesAndGroupsForWhatTheyAre) {
  EXPECT_THAT(private_parts("j***@acme.example asked, @support-team may"), IsEmpty());
}

}  // namespace
}  // namespace latchkey::scenarios
