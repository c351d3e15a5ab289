// Every scenario at once, each in a team of its own, while something goes wrong around the bot.
// What was acknowledged is answered, nothing is answered twice, and no answer says what is not so.
//
//   latchkey_laboratory --gtest_filter='*half_open*'    under one fault
//   LATCHKEY_SEED=7 latchkey_laboratory …               with other random numbers
//   LATCHKEY_KILLS=100 latchkey_laboratory …            so many kills of one of three bots, not 30
//   LATCHKEY_SOAK=30 latchkey_laboratory …              each fault again and again for 30 minutes,
//                                                       every time with new random numbers
#include "tests/laboratory/answers.hpp"
#include "tests/laboratory/fault.hpp"
#include "tests/laboratory/insistent_conversation.hpp"
#include "tests/scenarios/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <thread>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;
using scenarios::Scenario;
using SteadyClock = std::chrono::steady_clock;

template <class Thing>
std::vector<Thing> joined(std::initializer_list<std::vector<Thing>> lists) {
  std::vector<Thing> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

std::vector<Scenario> all_scenarios() {
  return joined({scenarios::four_reasons(), scenarios::who_may_press(), scenarios::one_mail()});
}

std::vector<Fault> all_faults() {
  return joined(
      {line_faults(), slack_faults(), machine_faults(), upstream_faults(), replica_faults()});
}

unsigned number_from(const char* variable, unsigned otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::stoul(text));
}

/// Conversations begin so far apart, at most: some before the fault, some in the middle of it.
constexpr std::chrono::milliseconds k_within{5'000};

/// Runs on a thread of its own, from which nothing may be thrown.
void play(Laboratory& laboratory, const scenarios::Team& team, const Scenario& scenario,
          std::chrono::milliseconds begins_after) {
  SCOPED_TRACE(scenario.name);
  std::this_thread::sleep_for(begins_after);
  try {
    scenarios::Sandbox page{laboratory.sandbox.url(), {.at_most = 120s, .between_looks = 250ms}};
    InsistentConversation chat{laboratory, team, page};
    scenario.plot(chat);
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
}

/// Since people stop looking as soon as they have seen what they want.
void expect_everything_finished(Laboratory& laboratory) {
  const auto until = SteadyClock::now() + 90s;
  auto unfinished = unfinished_answers(laboratory);
  while (!unfinished.empty() && SteadyClock::now() < until) {
    std::this_thread::sleep_for(250ms);
    unfinished = unfinished_answers(laboratory);
  }
  EXPECT_TRUE(unfinished.empty()) << testing::PrintToString(unfinished);
}

void hold_all_conversations_under(const Fault& fault, unsigned seed) {
  SCOPED_TRACE("LATCHKEY_SEED=" + std::to_string(seed));
  const auto scenarios = all_scenarios();
  Laboratory laboratory{scenarios.size(), seed, fault.prepare()};
  laboratory.start_bots();
  laboratory.page.wait_for_bot(true);

  std::vector<std::jthread> conversations;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    conversations.emplace_back(play, std::ref(laboratory), std::cref(laboratory.teams[i]),
                               std::cref(scenarios[i]), laboratory.random.between(0ms, k_within));
  }
  fault.harm(laboratory);
  laboratory.calm();
  conversations.clear();

  expect_everything_finished(laboratory);
  // It may just be ending by itself.
  EXPECT_THAT(laboratory.stop_bots(),
              testing::Each(testing::AnyOf(0, fault.may_end_with.value_or(0))));
  const auto repeated = repeated_messages(laboratory);
  EXPECT_TRUE(repeated.empty()) << testing::PrintToString(repeated);
  for (const int status : laboratory.ended_by_themselves()) {
    EXPECT_EQ(status, fault.may_end_with) << "it ended by itself";
  }
  fault.afterwards(laboratory);
  std::cout << "The longest wait for what was acknowledged: "
            << laboratory.longest_wait.milliseconds()
            << " ms; for an acknowledgement, trying again and again: "
            << laboratory.longest_trying.milliseconds() << " ms" << std::endl;
}

struct LaboratoryTest : testing::TestWithParam<Fault> {};

TEST_P(LaboratoryTest, NothingIsLostAndNothingSaidTwice) {
  const auto minutes = std::chrono::minutes{number_from("LATCHKEY_SOAK", 0)};
  const auto until = SteadyClock::now() + minutes;
  unsigned seed = number_from("LATCHKEY_SEED", 1);
  try {
    do {
      if (minutes > 0min) seed = std::random_device{}();
      std::cout << "LATCHKEY_SEED=" << seed << std::endl;
      hold_all_conversations_under(GetParam(), seed);
    } while (SteadyClock::now() < until && !HasFailure());
  } catch (const Impossible& why) {
    GTEST_SKIP() << why.what();
  }
}

INSTANTIATE_TEST_SUITE_P(Under, LaboratoryTest, testing::ValuesIn(all_faults()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace latchkey::laboratory
