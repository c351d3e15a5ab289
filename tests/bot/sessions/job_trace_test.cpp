#include "bot/sessions/job_trace.hpp"

#include "core/diagnosis/answer_within.hpp"

#include <gtest/gtest.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

namespace asio = boost::asio;
using std::chrono_literals::operator""ms;

std::string here() {
  const auto* trace = current_trace();
  return trace == nullptr ? "nobody" : trace->id + "/" + trace->diagnosis;
}

struct JobTraced : testing::Test {
  void begin(const std::string& id, asio::awaitable<void> work) {
    asio::co_spawn(traced(io.get_executor(), {.id = id}), std::move(work), asio::detached);
  }
  /// Two timers: one of the job's own executor, one of the context's.
  asio::awaitable<void> wait_twice() {
    asio::steady_timer own{co_await asio::this_coro::executor, 1ms};
    co_await own.async_wait(asio::use_awaitable);
    asio::steady_timer general{io, 1ms};
    co_await general.async_wait(asio::use_awaitable);
  }

  asio::io_context io;
  std::vector<std::string> seen;
};

TEST_F(JobTraced, IsFoundAfterEachWaitAlthoughOthersRunBetween) {
  const auto work = [this]() -> asio::awaitable<void> {
    seen.push_back(here());
    co_await wait_twice();
    seen.push_back(here());
    is_about("d" + current_trace()->id);
    co_await wait_twice();
    seen.push_back(here());
  };
  begin("a", work());
  begin("b", work());
  asio::post(io, [this] { seen.push_back(here()); });
  io.run();
  std::sort(seen.begin(), seen.end());
  const std::vector<std::string> wanted{"a/", "a/", "a/da", "b/", "b/", "b/db", "nobody"};
  EXPECT_EQ(seen, wanted);
  EXPECT_EQ(current_trace(), nullptr);
}

TEST_F(JobTraced, GoesAlongIntoWhatTheJobBeginsAndOtherThreadsAnswer) {
  asio::thread_pool disk{1};
  const auto question = [&]() -> asio::awaitable<Expected<int>> {
    co_await wait_twice();
    seen.push_back(here());
    co_await asio::co_spawn(
        disk,
        [&]() -> asio::awaitable<void> {
          EXPECT_EQ(here(), "nobody");
          co_return;
        },
        asio::use_awaitable);
    seen.push_back(here());
    co_return 1;
  };
  const auto work = [&]() -> asio::awaitable<void> {
    auto asked = question();
    std::string system = "it";
    auto bounded = answer_within(std::move(asked), 10'000ms, std::move(system));
    const auto answer = co_await std::move(bounded);
    EXPECT_TRUE(answer.has_value());
    seen.push_back(here());
  };
  begin("a", work());
  io.run();
  disk.join();
  EXPECT_EQ(seen, (std::vector<std::string>{"a/", "a/", "a/"}));
}

// A timer that one job made wakes a coroutine of another: each stays itself.
TEST_F(JobTraced, OfAnotherJobIsNotTakenOverWhereOneWakesTheOther) {
  asio::steady_timer bell{traced(io.get_executor(), {.id = "a"}),
                          asio::steady_timer::time_point::max()};
  const auto waits = [&]() -> asio::awaitable<void> {
    boost::system::error_code rung;
    co_await bell.async_wait(asio::redirect_error(asio::use_awaitable, rung));
    seen.push_back(here());
  };
  const auto rings = [&]() -> asio::awaitable<void> {
    co_await wait_twice();
    bell.cancel();
    seen.push_back(here());
  };
  begin("b", waits());
  begin("a", rings());
  io.run();
  EXPECT_EQ(seen, (std::vector<std::string>{"a/", "b/"}));
}

}  // namespace
}  // namespace latchkey
