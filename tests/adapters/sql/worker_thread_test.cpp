#include "adapters/sql/worker_thread.hpp"

#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

namespace latchkey::sql {
namespace {

using boost::asio::awaitable;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Long enough never to be reached.
constexpr seconds k_patience{60};

awaitable<Expected<int>> answered_on(WorkerThread& worker, std::thread::id& job_thread,
                                     std::thread::id& caller_thread) {
  WorkerThread::Job<int> job = [&job_thread]() -> Expected<int> {
    job_thread = std::this_thread::get_id();
    return 42;
  };
  auto answer = co_await worker.run<int>(job, k_patience);
  caller_thread = std::this_thread::get_id();
  co_return answer;
}

TEST(WorkerThread, RunsTheJobElsewhereAndResumesTheCallerWhereItWas) {
  boost::asio::io_context context;
  WorkerThread worker{"store", 8};
  std::thread::id job_thread;
  std::thread::id caller_thread;
  const auto answer = doubles::await(answered_on(worker, job_thread, caller_thread), context);
  EXPECT_EQ(*answer, 42);
  EXPECT_EQ(caller_thread, std::this_thread::get_id());
  EXPECT_NE(job_thread, std::this_thread::get_id());
}

TEST(WorkerThread, HandsOnTheJobsError) {
  boost::asio::io_context context;
  WorkerThread worker{"store", 8};
  const auto answer = doubles::await(worker.run<int>(
                                         []() -> Expected<int> {
                                           return Error{ErrorKind::refused, "store: no"};
                                         },
                                         k_patience),
                                     context);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().what, "store: no");
}

TEST(WorkerThread, ThrowsWhatTheJobThrows) {
  boost::asio::io_context context;
  WorkerThread worker{"store", 8};
  EXPECT_THROW(
      doubles::await(
          worker.run<int>([]() -> Expected<int> { throw std::logic_error("a bug"); }, k_patience),
          context),
      std::logic_error);
}

TEST(WorkerThread, GivesUpAfterTheDeadlineWhileTheJobRunsOn) {
  boost::asio::io_context context;
  std::promise<void> may_end;
  bool given_up = false;
  WorkerThread worker{"CustomersDot", 8};
  const auto answer = doubles::await(worker.run<int>(
                                         [&]() -> Expected<int> {
                                           may_end.get_future().wait();
                                           return 42;
                                         },
                                         milliseconds{1}, [&] { given_up = true; }),
                                     context);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::timed_out);
  EXPECT_EQ(answer.error().what, "CustomersDot: the database did not answer in time");
  EXPECT_TRUE(given_up);
  may_end.set_value();
}

TEST(WorkerThread, DropsAJobWhoseCallerGaveUpBeforeItBegan) {
  boost::asio::io_context context;
  std::promise<void> may_end;
  const std::shared_future<void> ended = may_end.get_future().share();
  std::atomic<bool> began = false;
  bool second_ran = false;
  {
    WorkerThread worker{"store", 8};
    const auto block = [&]() -> Expected<int> {
      began = true;
      ended.wait();
      return 1;
    };
    // On a busy machine this one, too, may be given up before it begins.
    while (!began) doubles::await(worker.run<int>(block, milliseconds{1}), context);
    const auto second = [&]() -> Expected<int> {
      second_ran = true;
      return 2;
    };
    EXPECT_FALSE(doubles::await(worker.run<int>(second, milliseconds{1}), context));
    may_end.set_value();
  }
  EXPECT_FALSE(second_ran);
}

TEST(WorkerThread, RefusesMoreJobsThanItsQueueHolds) {
  boost::asio::io_context context;
  std::promise<void> begun;
  std::promise<void> may_end;
  WorkerThread worker{"store", 1};
  const auto block = [&]() -> Expected<int> {
    begun.set_value();
    may_end.get_future().wait();
    return 1;
  };
  boost::asio::co_spawn(context, worker.run<int>(block, k_patience),
                        [](const std::exception_ptr&, const Expected<int>&) {});
  context.poll();
  // A job that was not begun would be dropped at its deadline, and leave its place free.
  begun.get_future().wait();
  const auto answer =
      doubles::await(worker.run<int>([]() -> Expected<int> { return 2; }, k_patience), context);
  may_end.set_value();
  context.restart();
  context.run();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answer.error().what, "store: too many questions wait for the database already");
}

}  // namespace
}  // namespace latchkey::sql
