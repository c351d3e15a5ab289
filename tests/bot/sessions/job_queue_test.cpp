// What waits in the journal is worked on in order, once, and never by more than the queue allows.
#include "bot/sessions/job_queue.hpp"

#include "tests/doubles/fake_journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace latchkey {
namespace {

using testing::ElementsAre;

struct JobQueueTest : testing::Test {
  explicit JobQueueTest(JobQueue::Places places = {2, 2})
      : queue(
            context.get_executor(), journal, JobStep::received, places,
            [](const Job& job) { return job.request; },
            [this](Job job) { return work(std::move(job)); }) {}

  boost::asio::io_context context;
  doubles::FakeJournal journal;
  /// Numbers of the jobs that were begun, in order.
  std::vector<long long> begun;
  /// Those that wait until `finish`.
  std::map<long long, std::shared_ptr<boost::asio::steady_timer>> open;
  JobQueue queue;

  boost::asio::awaitable<void> work(Job job) {
    begun.push_back(job.number);
    const auto gate = std::make_shared<boost::asio::steady_timer>(
        context, boost::asio::steady_timer::time_point::max());
    open[job.number] = gate;
    co_await gate->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    JobProgress done{.number = job.number};
    co_await keep(journal, std::move(done));
  }
  void settle() {
    context.restart();
    context.poll();
  }
  void finish(long long number) {
    open.at(number)->cancel();
    open.erase(number);
    settle();
  }
  /// A job of this share.
  void arrive(const std::string& share = "") {
    const auto number = journal.add(JobStep::received).number;
    journal.jobs[number].request = share;
    queue.offer(journal.jobs[number]);
    settle();
  }
};

TEST_F(JobQueueTest, BeginsAJobAtOnceWhereThereIsAPlace) {
  arrive();
  EXPECT_THAT(begun, ElementsAre(1));
  EXPECT_EQ(journal.readings, 0) << "what was offered need not be read again";
}

TEST_F(JobQueueTest, LeavesTheOthersInTheJournalUntilThereIsAPlace) {
  for (int i = 0; i < 5; ++i) arrive();
  EXPECT_THAT(begun, ElementsAre(1, 2));
  EXPECT_EQ(queue.running(), 2U);
  finish(1);
  EXPECT_THAT(begun, ElementsAre(1, 2, 3));
  finish(3);
  finish(2);
  EXPECT_THAT(begun, ElementsAre(1, 2, 3, 4, 5));
}

struct WideJobQueueTest : JobQueueTest {
  WideJobQueueTest() : JobQueueTest({100, 2}) {}
};

TEST_F(WideJobQueueTest, KeepsPlacesForThoseThatWaitForSomethingElse) {
  for (int i = 0; i < 10; ++i) arrive("flooded");
  arrive("quiet");
  EXPECT_THAT(begun, ElementsAre(1, 2, 11));
  EXPECT_EQ(queue.behind(11), 9) << "number 3 is the oldest that waits";
  finish(1);
  EXPECT_THAT(begun, ElementsAre(1, 2, 11, 3));
}

TEST_F(WideJobQueueTest, LooksBehindAFloodThatStandsInTheJournal) {
  for (int i = 0; i < 100; ++i) {
    const auto number = journal.add(JobStep::received).number;
    journal.jobs[number].request = number % 50 == 0 ? "quiet" : "flooded";
  }
  queue.look_for_work();
  settle();
  EXPECT_THAT(begun, ElementsAre(1, 2, 50, 100));
  EXPECT_EQ(journal.readings, 1);
}

TEST_F(WideJobQueueTest, WorksOnAFloodThatIsLongerThanItLooks) {
  const auto many = 3 * static_cast<long long>(JobQueue::k_most_looked_at);
  for (long long i = 0; i < many; ++i) arrive("flooded");
  for (long long number = 1; number <= many; ++number) finish(number);
  EXPECT_EQ(begun.size(), static_cast<std::size_t>(many)) << "each, and none twice";
  EXPECT_FALSE(queue.busy());
}

TEST_F(WideJobQueueTest, MakesWayWithoutStandingStill) {
  const auto flood = [this] {
    for (int i = 0; i < 8; ++i) queue.make_way();
    settle();
  };
  queue.make_way();
  for (int i = 0; i < 5; ++i) arrive("channel " + std::to_string(i));
  EXPECT_THAT(begun, ElementsAre());
  flood();
  EXPECT_THAT(begun, ElementsAre(1));
  flood();
  EXPECT_THAT(begun, ElementsAre(1, 2)) << "one may wait for long, the others go on";
  queue.way_is_free();
  settle();
  EXPECT_THAT(begun, ElementsAre(1, 2, 3, 4, 5));
}

// Whoever offers a job has often read it already.
TEST_F(WideJobQueueTest, TakesTheShareThatIsNamedWithTheJob) {
  for (int i = 0; i < 3; ++i) queue.offer(journal.add(JobStep::received), "a flood");
  settle();
  EXPECT_THAT(begun, ElementsAre(1, 2)) << "two of one share at a time";
  arrive("a flood of its own");
  EXPECT_THAT(begun, ElementsAre(1, 2, 4));
}

TEST_F(JobQueueTest, BeginsNothingTwice) {
  for (int i = 0; i < 20; ++i) arrive();
  while (!open.empty()) finish(open.begin()->first);
  std::vector<long long> all(20);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<long long>(i) + 1;
  EXPECT_EQ(begun, all);
}

TEST_F(JobQueueTest, FindsWhatAnEarlierProcessLeft) {
  journal.add(JobStep::received);
  journal.add(JobStep::done);
  journal.add(JobStep::received);
  queue.look_for_work();
  settle();
  EXPECT_THAT(begun, ElementsAre(1, 3));
}

TEST_F(JobQueueTest, TellsHowMuchWaits) {
  EXPECT_EQ(queue.behind(0), 0);
  for (int i = 0; i < 7; ++i) arrive();
  EXPECT_EQ(queue.behind(7), 5);
  while (!open.empty()) finish(open.begin()->first);
  EXPECT_EQ(queue.behind(7), 0);
}

TEST_F(JobQueueTest, BeginsNothingMoreWhenItIsStopped) {
  for (int i = 0; i < 3; ++i) arrive();
  queue.stop();
  finish(1);
  finish(2);
  EXPECT_THAT(begun, ElementsAre(1, 2));
  EXPECT_EQ(journal.jobs.at(3).step, JobStep::received);
}

// A job that fails for a reason of ours would fail for ever, and keep the others from their place.
TEST_F(JobQueueTest, EndsAJobThatThrows) {
  JobQueue throwing{context.get_executor(),
                    journal,
                    JobStep::received,
                    {2, 2},
                    [](const Job&) { return std::string{}; },
                    [](Job) -> boost::asio::awaitable<void> {
                      throw std::logic_error{"a bug"};
                      co_return;
                    }};
  throwing.offer(journal.add(JobStep::received));
  settle();
  EXPECT_EQ(journal.jobs.at(1).step, JobStep::done);
  EXPECT_EQ(throwing.running(), 0U);
}

TEST_F(JobQueueTest, AsksAgainWhereTheJournalCannotBeRead) {
  journal.trouble = Error{ErrorKind::unavailable, "the disk is full"};
  journal.troubles_left = 1;
  journal.add(JobStep::received);
  queue.look_for_work();
  context.restart();
  while (begun.empty() && context.run_one() > 0) {
  }
  EXPECT_THAT(begun, ElementsAre(1));
  EXPECT_EQ(journal.readings, 2);
}

TEST_F(JobQueueTest, KeepsProgressForAsLongAsItTakes) {
  journal.add(JobStep::received);
  journal.trouble = Error{ErrorKind::unavailable, "the disk is full"};
  journal.troubles_left = 1;
  JobProgress progress{.number = 1, .step = JobStep::opened, .state = "root"};
  bool kept = false;
  boost::asio::co_spawn(context, keep(journal, progress),
                        [&](const std::exception_ptr&) { kept = true; });
  context.run();
  EXPECT_TRUE(kept);
  EXPECT_EQ(journal.jobs.at(1).state, "root");
}

}  // namespace
}  // namespace latchkey
