#include "tests/bench/peers/endpoint/load.hpp"

#include "tests/bench/peers/endpoint/report.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto k_between_looks = 20ms;
constexpr std::uint16_t k_most_deliveries = 8;

}  // namespace

Load::Load(asio::any_io_executor executor, BotSockets& sockets, std::string origin)
    : executor_(executor), sockets_(sockets), origin_(std::move(origin)), timer_(executor) {
  sockets_.listen({.on_text = [this](std::string_view frame) { note_ack(frame); },
                   .on_hello =
                       [this] {
                         redeliver_waiting();
                         refill();
                       },
                   .on_gone = [this](std::uint32_t socket) { note_gone(socket); }});
}

asio::awaitable<nlohmann::json> Load::run(LoadOrder order) {
  order_ = order;
  running_ = sending_ = true;
  ledger_.begin(next_number_);
  outstanding_ = oldest_unsettled_ = 0;
  to_redeliver_.clear();
  const auto gaps_before = sockets_.without_connection();
  const auto began = last_news_ = steady_now();
  if (order_.per_second > 0) {
    co_await send_by_clock();
  } else {
    refill();
  }
  do {
    while (!has_all_answers()) {
      co_await pause(k_between_looks);
      give_up_overdue();
    }
    sending_ = false;
    co_await pause(order_.linger);
    // What was given up may have been acknowledged after all, and its answer is to come.
  } while (!has_all_answers());
  running_ = false;
  auto result = report(ledger_, order_.kind == LoadOrder::Kind::command, began);
  result["without_connection_ms"] =
      static_cast<double>(sockets_.without_connection() - gaps_before) / 1e6;
  co_return result;
}

asio::awaitable<void> Load::pause(std::chrono::milliseconds time) {
  timer_.expires_after(time);
  co_await timer_.async_wait(asio::use_awaitable);
}

asio::awaitable<void> Load::send_by_clock() {
  const auto interval = 1e9 / order_.per_second;
  const auto start = steady_now();
  for (std::size_t i = 0; i < order_.count && sending_; ++i) {
    const auto due = start + static_cast<Nanoseconds>(interval * static_cast<double>(i));
    if (steady_now() < due) {
      timer_.expires_at(std::chrono::steady_clock::time_point{std::chrono::nanoseconds{due}});
      co_await timer_.async_wait(asio::use_awaitable);
    }
    send_next(due);
  }
  sending_ = false;
}

void Load::refill() {
  if (!sending_ || order_.per_second > 0 || sockets_.live() == 0) return;
  while (outstanding_ < order_.window && ledger_.fates().size() < order_.count) {
    send_next(steady_now());
  }
  if (ledger_.fates().size() == order_.count) sending_ = false;
}

void Load::send_next(Nanoseconds due) {
  auto& fate = ledger_.add();
  fate.due = due;
  ++outstanding_;
  deliver(next_number_++, fate);
}

void Load::deliver(Number number, Fate& fate) {
  const auto envelope = order_.kind == LoadOrder::Kind::talk
                            ? talk_envelope(number)
                            : command_envelope(number, fate.deliveries, origin_);
  const auto delivery = sockets_.deliver(envelope);
  if (!delivery) return;
  if (++fate.deliveries == 1) fate.sent = steady_now();
  fate.socket = delivery->socket;
  fate.in_ghost = delivery->into_ghost;
}

void Load::note_ack(std::string_view frame) {
  const auto number = acknowledged(frame);
  auto* fate = number ? ledger_.find(*number) : nullptr;
  if (fate == nullptr || fate->acked != 0) return;
  fate->acked = last_news_ = steady_now();
  settle(*fate, LoadOrder::Settles::ack);
}

void Load::note_post(Number number, Nanoseconds at) {
  auto* fate = ledger_.find(number);
  if (fate == nullptr) return;
  last_news_ = at;
  if (++fate->posts > 1) return;
  fate->posted = at;
  settle(*fate, LoadOrder::Settles::message);
}

void Load::note_private_answer(Number number) {
  auto* fate = ledger_.find(number);
  if (fate == nullptr) return;
  last_news_ = steady_now();
  ++fate->private_answers;
  settle(*fate, order_.settles);
}

void Load::note_diagnosis(Number number, Nanoseconds at) {
  auto* fate = ledger_.find(number);
  if (fate == nullptr || fate->diagnosed != 0) return;
  fate->diagnosed = last_news_ = at;
  settle(*fate, LoadOrder::Settles::diagnosis);
}

void Load::settle(Fate& fate, LoadOrder::Settles by) {
  if (by != order_.settles || std::exchange(fate.is_settled, true)) return;
  --outstanding_;
  refill();
}

void Load::note_gone(std::uint32_t socket) {
  if (!running_ || !order_.redeliver) return;
  auto number = ledger_.first();
  for (const auto& fate : ledger_.fates()) {
    const bool in_vain = fate.socket == socket && fate.acked == 0;
    if (in_vain && fate.deliveries < k_most_deliveries) to_redeliver_.push_back(number);
    ++number;
  }
  redeliver_waiting();
}

void Load::redeliver_waiting() {
  if (sockets_.live() == 0) return;
  for (const auto number : std::exchange(to_redeliver_, {})) {
    if (auto* fate = ledger_.find(number)) deliver(number, *fate);
  }
}

void Load::give_up_overdue() {
  auto& fates = ledger_.fates();
  while (oldest_unsettled_ < fates.size() && fates[oldest_unsettled_].is_settled) {
    ++oldest_unsettled_;
  }
  const auto now = steady_now();
  const auto patience = std::chrono::nanoseconds{order_.patience}.count();
  for (auto i = oldest_unsettled_; i < fates.size(); ++i) {
    const auto age = now - fates[i].due;
    const bool too_late = fates[i].acked == 0 ? age > k_ack_within : age > patience;
    if (fates[i].is_settled || !too_late) continue;
    fates[i].is_settled = true;
    --outstanding_;
  }
  refill();
}

bool Load::is_expecting(const Fate& fate, Nanoseconds now) const {
  if (fate.deliveries == 0) return false;
  if (fate.acked == 0) return now - fate.due <= k_ack_within;
  if (order_.kind == LoadOrder::Kind::talk || fate.private_answers > 0) return false;
  return order_.settles == LoadOrder::Settles::diagnosis ? fate.diagnosed == 0 : fate.posts == 0;
}

bool Load::has_all_answers() const {
  if (sending_) return false;
  const auto now = steady_now();
  if (std::chrono::nanoseconds{now - last_news_} > order_.patience) return true;
  return std::none_of(ledger_.fates().begin(), ledger_.fates().end(),
                      [&](const Fate& fate) { return is_expecting(fate, now); });
}

}  // namespace latchkey::bench
