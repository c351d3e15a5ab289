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
