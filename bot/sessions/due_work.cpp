#include "bot/sessions/due_work.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace latchkey {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_no_wait{0};
/// A store in trouble is asked again so much later.
constexpr milliseconds k_read_again{std::chrono::seconds{1}};
/// The clock may be set meanwhile, which no timer notices.
constexpr milliseconds k_longest_sleep{std::chrono::minutes{1}};
/// Nothing becomes due by itself.
constexpr milliseconds k_until_woken{std::chrono::hours{24}};

}  // namespace

DueWork::DueWork(boost::asio::any_io_executor executor, const Clock& clock, std::string what,
                 Pace pace, Find find)
    : executor_(executor),
      clock_(clock),
      what_(std::move(what)),
      pace_(pace),
      find_(std::move(find)),
      alarm_(executor),
      none_left_(executor, boost::asio::steady_timer::time_point::max()) {}

void DueWork::wake() {
  read_again_ = true;
  if (stopped_ || beginning_) return;
  beginning_ = true;
  boost::asio::co_spawn(executor_, begin_all(), boost::asio::detached);
}

void DueWork::stop() {
  stopped_ = true;
  alarm_.cancel();
}

boost::asio::awaitable<void> DueWork::idle() {
  while (busy()) {
    co_await none_left_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

boost::asio::awaitable<void> DueWork::begin_all() {
  auto wait = k_no_wait;
  while (!stopped_ && (read_again_ || wait == k_no_wait)) {
    read_again_ = false;
    wait = co_await begin_next();
  }
  beginning_ = false;
  if (!busy()) none_left_.cancel();
  if (stopped_) co_return;
  alarm_.expires_after(wait);
  alarm_.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) wake();
  });
}

boost::asio::awaitable<milliseconds> DueWork::begin_next() {
  if (running_.size() >= pace_.at_once) co_return until_woken();
  // Those that run now may be ended by the time of the answer, which would not know it.
  const auto known = running_;
  const auto waiting = co_await find_(known.size() + 1);
  if (!waiting) {
    spdlog::error("The {} could not be read; trying again: {}", what_, waiting.error().what);
    co_return k_read_again;
  }
  const auto next = std::find_if(waiting->begin(), waiting->end(), [&](const Item& candidate) {
    return !known.contains(candidate.key);
  });
  if (next == waiting->end() || stopped_) co_return until_woken();
  const auto now = clock_.now();
  next_begin_ = std::min<TimePoint>(next_begin_, now + pace_.between);  // it may be set back
  const auto begin_at = std::max(next->at, next_begin_);
  if (begin_at > now) {
    co_return std::min(std::chrono::ceil<milliseconds>(begin_at - now), longest_sleep());
  }
  next_begin_ = now + pace_.between;
  begin(*next);
  co_return k_no_wait;
}

milliseconds DueWork::longest_sleep() const {
  return std::min(pace_.look_every.value_or(k_longest_sleep), k_longest_sleep);
}

milliseconds DueWork::until_woken() const {
  return pace_.look_every.value_or(k_until_woken);
}

void DueWork::begin(Item item) {
  const auto key = item.key;
  running_.insert(key);
  auto trace = item.trace;
  boost::asio::co_spawn(traced(executor_, std::move(trace)), run(std::move(item)),
                        [this, key](const std::exception_ptr&) { ended(key); });
}

boost::asio::awaitable<void> DueWork::run(Item item) {
  bool failed = false;
  try {
    co_await item.run();
  } catch (const std::exception& bug) {
    spdlog::error("One of the {} failed, please report it: {}", what_, bug.what());
    failed = true;
  }
  if (failed) co_await item.give_up();
}

void DueWork::ended(const std::string& key) {
  running_.erase(key);
  wake();
  if (!busy()) none_left_.cancel();
}

}  // namespace latchkey
