#pragma once

#include "tests/scenarios/bot.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace latchkey::laboratory {

/// The bot as a service manager runs it: started again whenever it ends. For many threads.
class SupervisedBot {
 public:
  struct Parts {
    scenarios::BotSettings settings;
    scenarios::Bot::Environment environment;
  };
  explicit SupervisedBot(Parts parts);
  ~SupervisedBot();
  SupervisedBot(const SupervisedBot&) = delete;
  SupervisedBot& operator=(const SupervisedBot&) = delete;

  void start();
  /// Ends it by the signal and starts it again at once; its exit status.
  int restart(int signal) { return ask({.signal = signal}); }
  /// Sends it the signal; what comes of it is seen by whoever looks (SIGSTOP and SIGCONT).
  void send(int signal) { ask({.signal = signal, .only_send = true}); }
  /// SIGTERM, for good; its exit status.
  int stop();
  /// The exit statuses of those that ended by themselves.
  [[nodiscard]] std::vector<int> ended_by_itself() const;

 private:
  struct Order {
    int signal;
    bool for_good = false;
    bool only_send = false;
    std::promise<int> status = {};
  };

  int ask(Order order);
  void supervise();
  /// False after the last one.
  bool obey(Order order);
  void start_again_if_ended();

  scenarios::Bot bot_;  // the supervisor's
  mutable std::mutex mutex_;
  std::condition_variable asked_;
  std::deque<Order> orders_;       // under mutex_
  std::vector<int> ended_itself_;  // under mutex_
  std::thread supervisor_;
};

}  // namespace latchkey::laboratory
