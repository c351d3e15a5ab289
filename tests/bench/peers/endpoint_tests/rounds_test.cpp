#include "tests/bench/peers/endpoint/rounds.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <initializer_list>

namespace latchkey::bench {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_delay{50};

/// Asks at so many milliseconds after the start, each answered after 50 ms.
std::size_t longest_chain(std::initializer_list<int> asked_at) {
  Rounds rounds;
  for (const int at : asked_at) {
    const Rounds::Time time{milliseconds{at}};
    rounds.add(time, time + k_delay);
  }
  return rounds.longest();
}

TEST(Rounds, AreNoneWhereNothingWasAsked) {
  EXPECT_EQ(longest_chain({}), 0U);
}

TEST(Rounds, CountWhatIsAskedTogetherAsOne) {
  EXPECT_EQ(longest_chain({0, 1, 2, 49}), 1U);
}

TEST(Rounds, CountWhatWaitedForAnAnswer) {
  EXPECT_EQ(longest_chain({0, 1, 50, 52, 103}), 3U);
}

// A second question may be asked before somebody else's first one.
TEST(Rounds, CountALateFirstQuestionByWhenItCame) {
  EXPECT_EQ(longest_chain({0, 50, 51, 90}), 2U);
}

}  // namespace
}  // namespace latchkey::bench
