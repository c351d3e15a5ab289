#include "adapters/http/in_flight_limit.hpp"

#include "adapters/http/as_tuple.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <list>
#include <utility>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;

/// Somebody who waits, for as long as the object lives: in the frame of its coroutine, so that it
/// is gone with it, however that ends.
struct Waiter {
  Waiter(std::shared_ptr<InFlightLimit::State> shared, const asio::any_io_executor& executor,
         const Deadline& until);
  ~Waiter();
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  std::shared_ptr<InFlightLimit::State> state;
  asio::steady_timer timer;
  std::list<Waiter*>::iterator position;
  bool granted = false;
  bool taken = false;
};

}  // namespace

struct InFlightLimit::State {
  Options options;
  std::size_t in_flight = 0;
  std::list<Waiter*> waiting = {};

  /// The place itself is handed over, so that nobody who comes just now overtakes.
  void leave() {
    if (waiting.empty()) {
      --in_flight;
      return;
    }
    Waiter& next = *waiting.front();
    waiting.pop_front();
    next.granted = true;
    next.timer.cancel();
  }
};

namespace {

Waiter::Waiter(std::shared_ptr<InFlightLimit::State> shared, const asio::any_io_executor& executor,
               const Deadline& until)
    : state(std::move(shared)),
      timer(executor, until.at()),
      position(state->waiting.insert(state->waiting.end(), this)) {}

Waiter::~Waiter() {
  if (!granted) {
    state->waiting.erase(position);
  } else if (!taken) {
    state->leave();
  }
}

}  // namespace

InFlightLimit::Place::~Place() {
  if (state_) state_->leave();
}

InFlightLimit::InFlightLimit(Options options)
    : state_(std::make_shared<State>(State{.options = options})) {}

asio::awaitable<Expected<InFlightLimit::Place>> InFlightLimit::enter(std::string system,
                                                                     Deadline until) {
  const auto state = state_;
  const auto limit = std::to_string(state->options.in_flight);
  if (state->in_flight < state->options.in_flight) {
    ++state->in_flight;
    co_return Place{state};
  }
  if (state->waiting.size() >= state->options.waiting) {
    co_return Error{.kind = ErrorKind::rate_limited,
                    .what = system + ": not asked, " + limit + " requests are under way and " +
                            std::to_string(state->waiting.size()) + " wait already"};
  }
  Waiter waiter{state, co_await asio::this_coro::executor, until};
  co_await waiter.timer.async_wait(k_as_tuple);
  if (!waiter.granted) {
    co_return Error{.kind = ErrorKind::timed_out,
                    .what = system + ": not asked, " + limit +
                            " other requests were under way for " + duration_words(until.length())};
  }
  waiter.taken = true;
  co_return Place{state};
}

}  // namespace latchkey::http
