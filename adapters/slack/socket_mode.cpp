#include "adapters/slack/socket_mode.hpp"

#include "adapters/slack/connection_limit.hpp"
#include "adapters/slack/log_lines.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using namespace boost::asio::experimental::awaitable_operators;

constexpr const char* k_bot_token = "bot token (slack.bot_token)";

/// Names the setting that the operator has to look at.
Error refused_token(const char* token, Error error) {
  error.what = std::string{"Slack refuses the "} + token + ". " + error.what;
  return error;
}

/// The connections and everything they need, kept together.
class OwnedSocketMode final : public SocketMode {
 public:
  OwnedSocketMode(const asio::any_io_executor& executor, const Options& options, http::Client& http,
                  const Clock& clock, chat::RequestHandler& handler, ReconnectPolicy policy,
                  std::function<void()> on_first_hello)
      : dialer_(http::create_websocket_dialer(executor, options.network)),
        owner_(executor, options, http, *dialer_, clock, handler, ConnectionTimes{},
               std::move(policy), std::move(on_first_hello)) {}

  asio::awaitable<Expected<void>> run() override { return owner_.run(); }
  void stop() override { owner_.stop(); }
  void on_refused_bot_token(const Error& why) override { owner_.on_refused_bot_token(why); }
  [[nodiscard]] ConnectionState state() const override { return owner_.state(); }
  void others_hold(Siblings others) override { owner_.others_hold(others); }

 private:
  std::unique_ptr<http::WebSocketDialer> dialer_;
  SocketModeOwner owner_;
};

}  // namespace

SocketModeOwner::SocketModeOwner(asio::any_io_executor executor, const Options& options,
                                 http::Client& http, http::WebSocketDialer& dialer,
                                 const Clock& clock, chat::RequestHandler& handler,
                                 ConnectionTimes times, ReconnectPolicy policy,
                                 std::function<void()> on_first_hello)
    : executor_(executor),
      bot_(options.api_url, options.bot_token, http, clock),
      app_(options.api_url, options.app_token, http, clock),
      times_(times),
      policy_(std::move(policy)),
      on_first_hello_(std::move(on_first_hello)),
      record_(clock),
      shared_(options.shared_turn != nullptr),
      changed_(executor, asio::steady_timer::time_point::max()) {
  const ConnectionParts parts{.executor = executor,
                              .app = app_,
                              .dialer = dialer,
                              .handler = handler,
                              .clock = clock,
                              .self = self_,
                              .record = record_,
                              .times = times};
  SlotOwner& owner = *this;
  for (int i = 0; i < options.connections; ++i) {
    slots_.push_back(std::make_shared<SocketModeSlot>(parts, policy_, owner));
  }
}

asio::awaitable<Expected<void>> SocketModeOwner::run() {
  auto known = co_await learn_identity();
  if (!known) co_return known;
  if (!stopping_) open_slots_after(std::chrono::milliseconds{0});
  while (!stopping_ && !fatal_) co_await something_changes();
  co_await shut_down();
  if (fatal_) co_return *fatal_;
  co_return Expected<void>{};
}

void SocketModeOwner::stop() {
  stopping_ = true;
  changed_.cancel();
}

void SocketModeOwner::on_refused_bot_token(const Error& why) {
  fatal_ = refused_token(k_bot_token, why);
  changed_.cancel();
}

ConnectionState SocketModeOwner::state() const {
  ConnectionState state{.wanted = static_cast<int>(slots_.size()),
                        .connected = 0,
                        .counted_by_slack = counted_by_slack_,
                        .last_envelope = record_.last_envelope,
                        .envelopes = record_.envelopes,
                        .replaced = record_.replaced,
                        .broken = record_.broken,
                        .not_opened = record_.not_opened};
  for (const auto& slot : slots_) state.connected += slot->connected() ? 1 : 0;
  return state;
}

asio::awaitable<Expected<void>> SocketModeOwner::learn_identity() {
  while (!stopping_) {
    auto known = co_await (who_am_i(bot_) || stopped());
    if (stopping_) break;
    auto& self = std::get<0>(known);
    if (self) {
      self_ = std::move(*self);
      break;
    }
    const auto action = policy_.next(not_opened(self.error()));
    if (action.next == ConnectionAction::Next::stop) {
      co_return refused_token(k_bot_token, self.error());
    }
    spdlog::warn(log_lines::not_opened(self.error(), action.wait));
    asio::steady_timer pause{executor_, action.wait};
    co_await (pause.async_wait(asio::use_awaitable) || stopped());
  }
  co_return Expected<void>{};
}

asio::awaitable<void> SocketModeOwner::stopped() {
  while (!stopping_) co_await something_changes();
}

asio::awaitable<void> SocketModeOwner::something_changes() {
  co_await changed_.async_wait(asio::as_tuple(asio::use_awaitable));
}

void SocketModeOwner::open_slots_after(std::chrono::milliseconds wait) {
  for (const auto& slot : slots_) {
    slot->open_after(wait);
    wait += times_.open_apart;
  }
}

std::size_t SocketModeOwner::held() const {
  std::size_t sum = 0;
  for (const auto& slot : slots_) sum += slot->held();
  return sum;
}

std::size_t SocketModeOwner::held_by_others() const {
  return std::max(not_ours_, static_cast<std::size_t>(others_.connections));
}

/// A slot that has none asks Slack, whatever others are said to hold: they may be gone.
bool SocketModeOwner::has_room(bool to_replace) const {
  const auto others = to_replace ? held_by_others() : 0;
  return held() + others < static_cast<std::size_t>(k_connections_of_an_app);
}

void SocketModeOwner::others_hold(Siblings others) {
  const auto before = std::exchange(others_, others);
  if (const auto count = std::exchange(to_judge_, std::nullopt)) {
    judge(*count, {.processes = std::max(before.processes, others.processes),
                   .connections = std::max(before.connections, others.connections)});
  }
  for (const auto& slot : slots_) slot->use_room();
}

void SocketModeOwner::judge(const Count& count, const Siblings& others) {
  const auto known =
      static_cast<long long>(count.ours) + most_open(others.connections, others.processes);
  if (count.by_slack <= known || !record_.miscounted.note()) return;
  spdlog::warn(shared_ ? log_lines::more_than_all_hold(count.by_slack, known)
                       : log_lines::more_connections(count.by_slack, known));
}

void SocketModeOwner::on_hello(const Hello& hello) {
  spdlog::info(log_lines::connected(hello, state()));
  if (hello.connections > 0) {
    counted_by_slack_ = hello.connections;
    Count count{.by_slack = hello.connections};
    for (const auto& slot : slots_) count.ours += slot->may_be_counted();
    // Those that are being dialled may be counted already.
    const auto all = static_cast<std::size_t>(hello.connections);
    not_ours_ = all - std::min(all, held());
    if (shared_) {
      to_judge_ = count;
    } else {
      judge(count, {});
    }
  }
  if (const auto tell = std::exchange(on_first_hello_, nullptr)) tell();
}

void SocketModeOwner::on_switched_off(std::chrono::milliseconds wait) {
  spdlog::error(log_lines::switched_off(wait));
  for (const auto& slot : slots_) slot->close();
  open_slots_after(wait);
}

void SocketModeOwner::on_refused(const Error& why) {
  fatal_ = refused_token("app token (slack.app_token)", why);
  changed_.cancel();
}

void SocketModeOwner::on_gone() {
  for (const auto& slot : slots_) slot->use_room();
  changed_.cancel();
}

/// In a bounded time: each has so long to finish and a second for its goodbye, all at once.
asio::awaitable<void> SocketModeOwner::shut_down() {
  for (const auto& slot : slots_) slot->close();
  while (held() > 0) co_await something_changes();
}

std::unique_ptr<SocketMode> create_socket_mode(asio::any_io_executor executor, Options options,
                                               http::Client& http, const Clock& clock,
                                               chat::RequestHandler& handler,
                                               std::function<void()> on_first_hello) {
  // One source for all slots: the same numbers in each would make them dial in step.
  auto random = std::make_shared<std::mt19937>(std::random_device{}());
  auto jitter = [random = std::move(random)] {
    return std::uniform_real_distribution<double>{0.0, 1.0}(*random);
  };
  return std::make_unique<OwnedSocketMode>(executor, options, http, clock, handler,
                                           ReconnectPolicy{Backoff{}, std::move(jitter)},
                                           std::move(on_first_hello));
}

}  // namespace latchkey::slack
