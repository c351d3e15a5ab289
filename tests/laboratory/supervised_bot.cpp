#include "tests/laboratory/supervised_bot.hpp"

#include <chrono>
#include <csignal>
#include <utility>

namespace latchkey::laboratory {
namespace {

/// systemd's RestartSec is 100 ms where nothing else is said.
constexpr std::chrono::milliseconds k_between_looks{100};

}  // namespace

SupervisedBot::SupervisedBot(Parts parts)
    : bot_(std::move(parts.settings), std::move(parts.environment)) {}

SupervisedBot::~SupervisedBot() {
  if (!supervisor_.joinable()) return;
  try {
    ask({.signal = SIGTERM, .for_good = true});
  } catch (const std::exception&) {
    // It did not end in time: its own destructor ends it.
  }
  supervisor_.join();
}

/// All on the supervisor's thread: a child is told to end when the thread ends that started it.
void SupervisedBot::start() {
  supervisor_ = std::thread{[this] { supervise(); }};
}

void SupervisedBot::supervise() {
  bot_.start();
  for (;;) {
    std::unique_lock lock{mutex_};
    if (asked_.wait_for(lock, k_between_looks, [this] { return !orders_.empty(); })) {
      auto order = std::move(orders_.front());
      orders_.pop_front();
      lock.unlock();
      if (!obey(std::move(order))) return;
    } else {
      lock.unlock();
      start_again_if_ended();
    }
  }
}

bool SupervisedBot::obey(Order order) {
  if (order.only_send) {
    if (!bot_.has_ended()) bot_.send(order.signal);
    order.status.set_value(0);
    return true;
  }
  try {
    constexpr int k_ended_by_sigterm = 128 + SIGTERM;
    const int status = bot_.end(order.signal);
    // Told to end before it listens for signals, it has not begun anything yet.
    const bool at_its_start = order.signal == SIGTERM && status == k_ended_by_sigterm;
    order.status.set_value(at_its_start ? 0 : status);
  } catch (...) {
    order.status.set_exception(std::current_exception());
  }
  if (order.for_good) return false;
  bot_.start();
  return true;
}

void SupervisedBot::start_again_if_ended() {
  if (!bot_.has_ended()) return;
  {
    const std::lock_guard lock{mutex_};
    ended_itself_.push_back(bot_.end(SIGTERM));
  }
  bot_.start();
}

int SupervisedBot::ask(Order order) {
  auto status = order.status.get_future();
  {
    const std::lock_guard lock{mutex_};
    orders_.push_back(std::move(order));
  }
  asked_.notify_one();
  return status.get();
}

int SupervisedBot::stop() {
  const int status = ask({.signal = SIGTERM, .for_good = true});
  supervisor_.join();
  return status;
}

std::vector<int> SupervisedBot::ended_by_itself() const {
  const std::lock_guard lock{mutex_};
  return ended_itself_;
}

}  // namespace latchkey::laboratory
