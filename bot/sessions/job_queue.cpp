#include "bot/sessions/job_queue.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

constexpr auto k_as_tuple = boost::asio::as_tuple(boost::asio::use_awaitable);
/// A store in trouble is asked again so much later.
constexpr std::chrono::seconds k_store_recovers{1};
/// `make_way` is called at the begin and at the end of something more urgent: so one job is begun
/// for every eight of those.
constexpr int k_calls_per_job = 16;

}  // namespace

JobQueue::JobQueue(boost::asio::any_io_executor executor, Journal& journal, JobStep step,
                   std::size_t most, Work work)
    : executor_(executor),
      journal_(journal),
      step_(step),
      most_(most),
      work_(std::move(work)),
      none_left_(executor, boost::asio::steady_timer::time_point::max()),
      pause_(executor) {}

void JobQueue::offer(Job job) {
  const bool its_turn = !more_in_journal_ && !fetching_ && next_.empty();
  if (its_turn && has_place()) {
    begin(std::move(job));
  } else {
    more_in_journal_ = true;
    fill();
  }
}

void JobQueue::look_for_work() {
  more_in_journal_ = true;
  fill();
}

void JobQueue::make_way(bool others_first) {
  const bool over = others_first_ && !others_first;
  others_first_ = others_first;
  if (others_first && ++calls_ % k_calls_per_job == 0) may_begin_one_ = true;
  if (over || may_begin_one_) fill();
}

bool JobQueue::has_place() const {
  return !stopped_ && running_.size() < most_ && (!others_first_ || may_begin_one_);
}

void JobQueue::stop() {
  stopped_ = true;
  if (!busy()) none_left_.cancel();
}

long long JobQueue::behind(long long newest) const {
  const bool waiting = more_in_journal_ || !next_.empty();
  return waiting && last_begun_ ? newest - *last_begun_ : 0;
}

bool JobQueue::busy() const {
  const bool waiting = fetching_ || more_in_journal_ || !next_.empty();
  return !running_.empty() || (waiting && !stopped_);
}

boost::asio::awaitable<void> JobQueue::idle() {
  while (busy()) co_await none_left_.async_wait(k_as_tuple);
}

void JobQueue::begin(Job job) {
  const auto number = job.number;
  running_.insert(number);
  may_begin_one_ = false;
  last_begun_ = number;
  boost::asio::co_spawn(executor_, run(std::move(job)),
                        [this, number](const std::exception_ptr&) { ended(number); });
}

void JobQueue::ended(long long number) {
  running_.erase(number);
  fill();
  if (!busy()) none_left_.cancel();
}

void JobQueue::fill() {
  while (has_place() && !next_.empty()) {
    auto job = std::move(next_.front());
    next_.pop_front();
    begin(std::move(job));
  }
  if (more_in_journal_ && !fetching_ && has_place()) {
    fetching_ = true;
    boost::asio::co_spawn(executor_, fetch(), boost::asio::detached);
  }
}

boost::asio::awaitable<void> JobQueue::run(Job job) {
  const auto number = job.number;
  bool failed = false;
  try {
    co_await work_(std::move(job));
  } catch (const std::exception& bug) {
    spdlog::error("A job ended with an unexpected error, please report it: {}", bug.what());
    failed = true;
  }
  if (failed) {
    JobProgress done{.number = number};
    co_await keep(journal_, std::move(done));
  }
}

boost::asio::awaitable<void> JobQueue::fetch() {
  // Those that run now may have come further by the time of the answer, which would not know it.
  const auto begun = running_;
  const std::size_t most = begun.size() + most_;
  more_in_journal_ = false;  // what is offered from here on may be missing in the answer
  const auto jobs = co_await journal_.standing_at(step_, most);
  if (jobs) {
    if (jobs->size() == most) more_in_journal_ = true;
    for (const auto& job : *jobs) {
      if (!begun.contains(job.number)) next_.push_back(job);
    }
    if (!last_begun_ && !next_.empty()) last_begun_ = next_.front().number - 1;
  } else {
    spdlog::error("The journal could not be read; trying again: {}", jobs.error().what);
    more_in_journal_ = true;
    pause_.expires_after(k_store_recovers);
    co_await pause_.async_wait(k_as_tuple);
  }
  fetching_ = false;
  fill();
  if (!busy()) none_left_.cancel();
}

boost::asio::awaitable<void> keep(Journal& journal, JobProgress progress) {
  for (;;) {
    const auto kept = co_await journal.advance(progress);
    if (kept || kept.error().kind == ErrorKind::not_found) co_return;
    spdlog::error("A job's progress could not be kept; trying again: {}", kept.error().what);
    boost::asio::steady_timer pause{co_await boost::asio::this_coro::executor, k_store_recovers};
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

}  // namespace latchkey
