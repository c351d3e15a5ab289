#include "bot/sessions/lease.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <ctime>
#include <utility>

namespace latchkey {
namespace {

using std::chrono::milliseconds;

constexpr auto k_lease_as_tuple = boost::asio::as_tuple(boost::asio::use_awaitable);
/// A store in trouble is asked again so much later.
constexpr milliseconds k_renew_again{500};

/// It runs on while the process, or the whole machine, is stopped.
std::chrono::nanoseconds since_boot() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

}  // namespace

Lease::Lease(boost::asio::any_io_executor executor, Replicas& store)
    : executor_(std::move(executor)),
      store_(store),
      pause_(executor_),
      renewed_(executor_, boost::asio::steady_timer::time_point::max()) {}

bool Lease::is_held() const {
  return !store_.lease() || since_boot() < held_until_;
}

boost::asio::awaitable<void> Lease::hold() {
  while (!is_held()) co_await renewed_.async_wait(k_lease_as_tuple);
}

boost::asio::awaitable<void> Lease::run(Calls calls) {
  if (!store_.lease()) co_return;
  const milliseconds between = *store_.lease() / 3;
  while (!given_up_) {
    const auto asked_at = since_boot();
    const bool renewed = co_await renew(calls);
    if (given_up_) co_return;
    if (renewed) {
      held_until_ = asked_at + *store_.lease() * 5 / 6;
      renewed_.cancel();
    }
    pause_.expires_after(renewed ? between : std::min(between, k_renew_again));
    co_await pause_.async_wait(k_lease_as_tuple);
  }
}

boost::asio::awaitable<bool> Lease::renew(const Calls& calls) {
  const auto standing = co_await store_.renew();
  if (standing) {
    tell(calls, *standing);
    co_return true;
  }
  if (standing.error().kind == ErrorKind::refused) {
    spdlog::error(
        "This process was stopped, or cut off from its store, for longer than its lease: "
        "another one has taken over its work, and it ends");
    given_up_ = true;
    held_until_ = {};
    calls.lost();
  } else {
    spdlog::warn("The lease could not be renewed; trying again: {}", standing.error().what);
  }
  co_return false;
}

void Lease::tell(const Calls& calls, const Replicas::Standing& standing) {
  const bool changed = !told_ || told_->processes != standing.processes ||
                       told_->connections != standing.connections;
  told_ = standing;
  calls.renewed(standing, changed);
  if (standing.work_is_free) calls.work_is_free();
}

boost::asio::awaitable<void> Lease::give_up(milliseconds settling) {
  given_up_ = true;
  pause_.cancel();
  if (!store_.lease()) co_return;
  const auto left = co_await store_.leave(settling);
  if (!left) spdlog::warn("What was not finished waits for its lease: {}", left.error().what);
}

}  // namespace latchkey
