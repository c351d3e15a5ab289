#include "adapters/slack/call_queues.hpp"

#include <numeric>
#include <utility>

namespace latchkey::slack {

namespace asio = boost::asio;
using std::chrono::milliseconds;

CallQueues::CallQueues(const Clock& clock, Sleep sleep) : clock_(clock), sleep_(std::move(sleep)) {}

CallQueues::Place CallQueues::join(const std::string& limit, Rate rate) {
  return {queue(limit, rate), clock_, sleep_};
}

int CallQueues::free(const std::string& limit, Rate rate) {
  return queue(limit, rate)->free(clock_.now());
}

std::size_t CallQueues::waiting() const {
  return std::accumulate(
      queues_.begin(), queues_.end(), std::size_t{0},
      [](std::size_t sum, const auto& entry) { return sum + entry.second->waiting(); });
}

std::shared_ptr<CallQueue> CallQueues::queue(const std::string& limit, Rate rate) {
  const auto known = queues_.find(limit);
  if (known != queues_.end()) return known->second;
  // Channels come and go; what nobody holds and has nothing to remember is as good as new.
  std::erase_if(queues_, [now = clock_.now()](const auto& entry) {
    return entry.second.use_count() == 1 && entry.second->idle(now);
  });
  return queues_.emplace(limit, std::make_shared<CallQueue>(rate)).first->second;
}

CallQueues::Place::Place(std::shared_ptr<CallQueue> queue, const Clock& clock, const Sleep& sleep)
    : queue_(std::move(queue)), clock_(&clock), sleep_(&sleep), ticket_(queue_->join()) {}

CallQueues::Place::~Place() {
  if (queue_ && waits_) queue_->leave(ticket_);
}

asio::awaitable<Expected<milliseconds>> CallQueues::Place::turn(milliseconds patience) {
  if (!waits_) queue_->rejoin(ticket_);
  waits_ = true;
  milliseconds waited{0};
  for (;;) {
    const auto now = clock_->now();
    const auto at = queue_->turn(ticket_, now);
    if (at <= now) {
      queue_->begin(ticket_, now);
      waits_ = false;
      co_return waited;
    }
    const auto wait = std::chrono::ceil<milliseconds>(at - now);
    if (waited + wait > patience) {
      co_return Error{.kind = ErrorKind::rate_limited,
                      .what = "Slack: too many requests of this kind wait already",
                      .retry_after = std::chrono::ceil<std::chrono::seconds>(wait)};
    }
    co_await (*sleep_)(wait);
    waited += wait;
  }
}

void CallQueues::Place::close(milliseconds duration) {
  const auto now = clock_->now();
  queue_->close(now + duration, now);
}

}  // namespace latchkey::slack
