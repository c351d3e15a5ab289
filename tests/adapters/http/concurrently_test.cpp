#include "adapters/http/concurrently.hpp"

#include "tests/doubles/await.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace latchkey::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Counts how many questions are open at the same time.
struct Questions {
  int open = 0;
  int most = 0;
  std::vector<std::size_t> asked;
  std::size_t failing = 1000;
};

boost::asio::awaitable<Expected<std::string>> ask(Questions& questions, std::size_t index) {
  questions.asked.push_back(index);
  questions.most = std::max(questions.most, ++questions.open);
  // Later questions answer first, so that order is not had for free.
  for (std::size_t turns = 20 - index; turns > 0; --turns) {
    co_await boost::asio::post(boost::asio::use_awaitable);
  }
  --questions.open;
  if (index == questions.failing)
    co_return Error{ErrorKind::refused, "no " + std::to_string(index)};
  co_return std::to_string(index);
}

Expected<std::vector<std::string>> run(Questions& questions, std::size_t count) {
  return doubles::await(concurrently<std::string>(
      count, 3, [&questions](std::size_t index) { return ask(questions, index); }));
}

TEST(Concurrently, AnswersInOrderAndKeepsTheLimit) {
  Questions questions;
  const auto answers = run(questions, 7);
  ASSERT_TRUE(answers);
  EXPECT_THAT(*answers, ElementsAre("0", "1", "2", "3", "4", "5", "6"));
  EXPECT_EQ(questions.most, 3);
}

TEST(Concurrently, AsksNothingWhereThereIsNothingToAsk) {
  Questions questions;
  const auto answers = run(questions, 0);
  ASSERT_TRUE(answers);
  EXPECT_THAT(*answers, IsEmpty());
}

TEST(Concurrently, FailsAndAsksNoFurther) {
  Questions questions;
  questions.failing = 1;
  const auto answers = run(questions, 20);
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().what, "no 1");
  EXPECT_LT(questions.asked.size(), 20U);
  EXPECT_EQ(questions.open, 0);
}

}  // namespace
}  // namespace latchkey::http
