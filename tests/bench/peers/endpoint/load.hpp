#pragma once

#include "tests/bench/peers/endpoint/bot_sockets.hpp"
#include "tests/bench/peers/endpoint/envelopes.hpp"
#include "tests/bench/peers/endpoint/ledger.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::bench {

/// What to send, and how fast.
struct LoadOrder {
  enum class Kind { command, talk };
  /// What gives an envelope's place in the window to the next one.
  enum class Settles { ack, message, diagnosis };

  Kind kind = Kind::command;
  std::size_t count = 0;
  /// Closed loop: so many wait at a time. Not looked at where there is a rate.
  std::size_t window = 1;
  /// Open loop: sent by the clock, however slow the answers are. 0: closed loop.
  double per_second = 0;
  Settles settles = Settles::ack;
  /// Deliver again, under the same trigger, what a connection took along unacknowledged: Slack's
  /// users have seen both that it does and that it does not.
  bool redeliver = false;
  /// After the last answer, for one that comes twice.
  std::chrono::milliseconds linger{0};
  /// Silence after which nothing more is expected.
  std::chrono::milliseconds patience{10'000};
};

/// Generates one load at a time and notes what becomes of it.
class Load {
 public:
  Load(boost::asio::any_io_executor executor, BotSockets& sockets, std::string origin);

  /// Sends, waits for every answer that is due, and reports.
  boost::asio::awaitable<nlohmann::json> run(LoadOrder order);
  /// Sends no more; `run` returns when the rest is settled.
  void finish() { sending_ = false; }
  [[nodiscard]] bool is_running() const { return running_; }

  void note_post(Number number, Nanoseconds at);
  void note_private_answer(Number number);
  void note_diagnosis(Number number, Nanoseconds at);
  void note_step(const std::string& thread_and_metadata) { ledger_.note_step(thread_and_metadata); }

 private:
  boost::asio::awaitable<void> send_by_clock();
  boost::asio::awaitable<void> pause(std::chrono::milliseconds time);
  void refill();
  void send_next(Nanoseconds due);
  void deliver(Number number, Fate& fate);
  void note_ack(std::string_view frame);
  void settle(Fate& fate, LoadOrder::Settles by);
  void note_gone(std::uint32_t socket);
  void redeliver_waiting();
  /// Gives up what waits in vain, so that it does not hold its place for ever.
  void give_up_overdue();
  [[nodiscard]] bool has_all_answers() const;
  [[nodiscard]] bool is_expecting(const Fate& fate, Nanoseconds now) const;

  boost::asio::any_io_executor executor_;
  BotSockets& sockets_;
  std::string origin_;
  LoadOrder order_;
  Ledger ledger_;
  bool running_ = false;
  bool sending_ = false;
  std::size_t outstanding_ = 0;
  /// Everything before it is settled.
  std::size_t oldest_unsettled_ = 0;
  Number next_number_ = 1;
  Nanoseconds last_news_ = 0;
  std::vector<Number> to_redeliver_;
  boost::asio::steady_timer timer_;
};

}  // namespace latchkey::bench
