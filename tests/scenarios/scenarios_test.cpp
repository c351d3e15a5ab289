// Whole conversations on a quiet day: every step works at the first try.
#include "tests/scenarios/scenario.hpp"
#include "tests/scenarios/stage.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

struct Scenarios : testing::TestWithParam<Scenario> {};

TEST_P(Scenarios, ComesOutAsTold) {
  Stage stage;
  stage.start_bot();
  GetParam().plot(stage.chat);
}

/// Conversations of people which the bot is not in, where it answers everywhere.
struct DirectMessages : testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(DirectMessages, AreNoPlaceToAskAndTheAskerIsToldWhereToAskInstead) {
  Stage stage;
  stage.start_bot();
  stage.reload(R"(channels  = ["C0SUPPORT","C0SHARED","C0GENERAL"])", "channels = []",
               "slack.channels changed");
  auto& chat = stage.chat;
  const auto email = chat.address("jane.doe");
  const auto refusal = chat.ask_alone(chat.team.dana, GetParam().second, "/diagnose " + email,
                                      "cannot see who is in this direct message");
  EXPECT_FALSE(refusal.says("jane")) << refusal.words;
}

INSTANTIATE_TEST_SUITE_P(, DirectMessages,
                         testing::Values(std::pair{"OfTwo", "D0DANALENA"},
                                         std::pair{"OfThree", "G0DANALENAOMAR"}),
                         [](const auto& tested) { return tested.param.first; });

std::string name_of(const testing::TestParamInfo<Scenario>& tested) {
  return tested.param.name;
}

INSTANTIATE_TEST_SUITE_P(FourReasons, Scenarios, testing::ValuesIn(four_reasons()), name_of);
INSTANTIATE_TEST_SUITE_P(WhoMayPress, Scenarios, testing::ValuesIn(who_may_press()), name_of);
INSTANTIATE_TEST_SUITE_P(LiftedSuppressions, Scenarios, testing::ValuesIn(lifted_suppressions()),
                         name_of);
INSTANTIATE_TEST_SUITE_P(OtherAddress, Scenarios, testing::ValuesIn(other_address()), name_of);
INSTANTIATE_TEST_SUITE_P(OneMail, Scenarios, testing::ValuesIn(one_mail()), name_of);

}  // namespace
}  // namespace latchkey::scenarios
