#include "adapters/slack/call_queue.hpp"

#include <algorithm>
#include <chrono>

namespace latchkey::slack {
namespace {

using Seconds = std::chrono::duration<double>;

/// What rounding to microseconds may cost a token.
constexpr double k_rounding = 1e-3;

}  // namespace

CallQueue::Ticket CallQueue::join() {
  waiting_.push_back(++last_);
  return last_;
}

TimePoint CallQueue::turn(Ticket ticket, TimePoint now) {
  refill(now);
  const auto place = std::lower_bound(waiting_.begin(), waiting_.end(), ticket);
  const auto needed = static_cast<double>(place - waiting_.begin()) + 1;
  if (tokens_ + k_rounding >= needed) return counted_at_;
  const Seconds until_there_are_enough{(needed - tokens_) / rate_.per_second};
  return counted_at_ + std::chrono::ceil<TimePoint::duration>(until_there_are_enough);
}

void CallQueue::begin(Ticket ticket, TimePoint now) {
  refill(now);
  leave(ticket);
  tokens_ -= 1;
}

void CallQueue::leave(Ticket ticket) {
  const auto place = std::lower_bound(waiting_.begin(), waiting_.end(), ticket);
  if (place != waiting_.end() && *place == ticket) waiting_.erase(place);
}

void CallQueue::rejoin(Ticket ticket) {
  waiting_.insert(std::lower_bound(waiting_.begin(), waiting_.end(), ticket), ticket);
}

void CallQueue::close(TimePoint until, TimePoint now) {
  refill(now);
  tokens_ = 1;
  counted_at_ = std::max(counted_at_, until);
}

int CallQueue::free(TimePoint now) {
  refill(now);
  if (counted_at_ > now) return 0;
  return std::max(static_cast<int>(tokens_ + k_rounding) - static_cast<int>(waiting_.size()), 0);
}

bool CallQueue::idle(TimePoint now) {
  refill(now);
  return waiting_.empty() && counted_at_ <= now && tokens_ >= rate_.burst;
}

void CallQueue::refill(TimePoint now) {
  // A clock that is set back takes our moments along, or the limit would stay closed until then.
  if (now < heard_at_) counted_at_ -= heard_at_ - now;
  heard_at_ = now;
  if (now <= counted_at_) return;
  const Seconds passed = now - counted_at_;
  tokens_ = std::min(rate_.burst, tokens_ + passed.count() * rate_.per_second);
  counted_at_ = now;
}

}  // namespace latchkey::slack
