#include "bot/sessions/mail_watch.hpp"

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

MailWatch::MailWatch(boost::asio::any_io_executor executor, FollowUps& follow_ups,
                     const Clock& clock, Look look)
    : executor_(executor),
      follow_ups_(follow_ups),
      clock_(clock),
      look_(std::move(look)),
      alarm_(executor),
      none_left_(executor, boost::asio::steady_timer::time_point::max()) {}

void MailWatch::wake() {
  read_again_ = true;
  if (stopped_ || beginning_) return;
  beginning_ = true;
  boost::asio::co_spawn(executor_, begin_all(), boost::asio::detached);
}

void MailWatch::stop() {
  stopped_ = true;
  alarm_.cancel();
}

boost::asio::awaitable<void> MailWatch::idle() {
  while (busy()) {
    co_await none_left_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

boost::asio::awaitable<void> MailWatch::begin_all() {
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

boost::asio::awaitable<milliseconds> MailWatch::begin_next() {
  if (running_.size() >= k_at_once) co_return k_until_woken;
  // Those that run now may be closed by the time of the answer, which would not know it.
  const auto known = running_;
  const auto open = co_await follow_ups_.open_follow_ups(known.size() + 1);
  if (!open) {
    spdlog::error("The mails to look for could not be read; trying again: {}", open.error().what);
    co_return k_read_again;
  }
  const auto next = std::find_if(open->begin(), open->end(), [&](const FollowUp& candidate) {
    return !known.contains(candidate.attempt);
  });
  if (next == open->end() || stopped_) co_return k_until_woken;
  const auto now = clock_.now();
  next_begin_ = std::min<TimePoint>(next_begin_, now + k_between);  // the clock may be set back
  const auto begin_at = std::max(next->look_at, next_begin_);
  if (begin_at > now) {
    co_return std::min(std::chrono::ceil<milliseconds>(begin_at - now), k_longest_sleep);
  }
  next_begin_ = now + k_between;
  begin(*next);
  co_return k_no_wait;
}

void MailWatch::begin(FollowUp follow_up) {
  const auto attempt = follow_up.attempt;
  running_.insert(attempt);
  boost::asio::co_spawn(executor_, run(std::move(follow_up)),
                        [this, attempt](const std::exception_ptr&) { ended(attempt); });
}

boost::asio::awaitable<void> MailWatch::run(FollowUp follow_up) {
  const auto attempt = follow_up.attempt;
  bool failed = false;
  try {
    co_await look_(std::move(follow_up));
  } catch (const std::exception& bug) {
    spdlog::error("A mail could not be followed, please report it: {}", bug.what());
    failed = true;
  }
  if (failed) co_await follow_ups_.close_follow_up(attempt);
}

void MailWatch::ended(long long attempt) {
  running_.erase(attempt);
  wake();
  if (!busy()) none_left_.cancel();
}

}  // namespace latchkey
