#include "bot/sessions/job_queue.hpp"

#include "bot/sessions/job_trace.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <set>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

constexpr auto k_as_tuple = boost::asio::as_tuple(boost::asio::use_awaitable);
/// A store in trouble is asked again so much later.
constexpr std::chrono::seconds k_store_recovers{1};
/// What a flood leaves to the jobs: enough that none stands still, too little to be felt.
constexpr int k_others_per_job = 8;

}  // namespace

JobQueue::JobQueue(boost::asio::any_io_executor executor, Journal& journal, JobStep step,
                   Places places, ShareOf share_of, Work work)
    : executor_(executor),
      journal_(journal),
      step_(step),
      places_(places),
      share_of_(std::move(share_of)),
      work_(std::move(work)),
      none_left_(executor, boost::asio::steady_timer::time_point::max()),
      pause_(executor) {}

void JobQueue::offer(Job job, std::optional<std::string> share) {
  if (!more_in_journal_ && !fetching_ && next_.size() < k_most_looked_at) {
    add(std::move(job), std::move(share));
  } else {
    more_in_journal_ = true;
  }
  fill();
}

void JobQueue::add(Job job, std::optional<std::string> share) {
  if (!share) share = share_of_(job);
  next_.push_back({std::move(job), *std::move(share)});
}

void JobQueue::look_for_work() {
  more_in_journal_ = true;
  fill();
}

void JobQueue::make_way() {
  others_first_ = true;
  if (++others_ % k_others_per_job != 0) return;
  may_begin_one_ = true;
  fill();
}

void JobQueue::way_is_free() {
  others_first_ = false;
  fill();
}

bool JobQueue::has_place() const {
  return !stopped_ && running_.size() < places_.all && (!others_first_ || may_begin_one_);
}

bool JobQueue::has_place_for(const Waiting& waiting) const {
  const auto running = running_in_share_.find(waiting.share);
  return running == running_in_share_.end() || running->second < places_.per_share;
}

void JobQueue::stop() {
  stopped_ = true;
  if (!busy()) none_left_.cancel();
}

long long JobQueue::behind(long long newest) const {
  if (!next_.empty()) return newest - next_.front().job.number + 1;
  return more_in_journal_ && newest_begun_ ? newest - *newest_begun_ : 0;
}

long long JobQueue::waiting(long long newest) const {
  const auto in_memory = static_cast<long long>(next_.size());
  return more_in_journal_ ? std::max(in_memory, behind(newest)) : in_memory;
}

bool JobQueue::busy() const {
  const bool waiting = fetching_ || more_in_journal_ || !next_.empty();
  return !running_.empty() || (waiting && !stopped_);
}

boost::asio::awaitable<void> JobQueue::idle() {
  while (busy()) co_await none_left_.async_wait(k_as_tuple);
}

void JobQueue::begin(Waiting next) {
  const auto number = next.job.number;
  ++running_in_share_[next.share];
  running_[number] = std::move(next.share);
  may_begin_one_ = false;
  newest_begun_ = std::max(number, newest_begun_.value_or(number));
  JobTrace trace{.id = next.job.id};
  // What came so far is a question, whose answer has the job's own name.
  if (step_ != JobStep::received) trace.diagnosis = next.job.id;
  boost::asio::co_spawn(traced(executor_, std::move(trace)), run(std::move(next.job)),
                        [this, number](const std::exception_ptr&) { ended(number); });
}

void JobQueue::ended(long long number) {
  const auto share = running_in_share_.find(running_.at(number));
  if (--share->second == 0) running_in_share_.erase(share);
  running_.erase(number);
  fill();
  if (!busy()) none_left_.cancel();
}

void JobQueue::fill() {
  while (has_place()) {
    // Looked up anew each time: a job may come to its end while it is begun.
    const auto next = std::find_if(next_.begin(), next_.end(), [this](const Waiting& waiting) {
      return has_place_for(waiting);
    });
    if (next == next_.end()) break;
    auto taken = std::move(*next);
    next_.erase(next);
    begin(std::move(taken));
  }
  if (more_in_journal_ && !fetching_ && has_place() && next_.size() < k_most_looked_at) {
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
  std::set<long long> known;
  for (const auto& [number, share] : running_) known.insert(number);
  for (const auto& waiting : next_) known.insert(waiting.job.number);
  const std::size_t most = known.size() + k_most_looked_at;
  more_in_journal_ = false;  // what is offered from here on may be missing in the answer
  const auto jobs = co_await journal_.standing_at(step_, most);
  if (jobs) {
    if (jobs->size() == most) more_in_journal_ = true;
    for (const auto& job : *jobs) {
      if (!known.contains(job.number)) add(job);
    }
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
