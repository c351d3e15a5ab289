#include "bot/wiring/chat_service.hpp"

#include "bot/rendering/audit_text.hpp"
#include "bot/wiring/chat_sessions.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

/// Buttons count for a day; a press just before its end may be worked on for a while.
constexpr std::chrono::hours k_details_kept{48};

}  // namespace

ChatService::ChatService(boost::asio::any_io_executor executor, const Config& config,
                         Secrets& secrets, Upstreams& upstreams, Store& store, Lease& lease,
                         status::StoreProbe& probe, const Clock& clock, Observation& observation,
                         std::function<void(const ChatService&)> on_hello)
    : executor_(std::move(executor)),
      config_(config),
      secrets_(secrets),
      upstreams_(upstreams),
      store_(store),
      lease_(lease),
      probe_(probe),
      clock_(clock),
      observation_(observation),
      slack_http_(observation.asked.watched("Slack", upstreams.http())),
      investigation_(upstreams.sources(), clock, config.run.upstream_deadline,
                     config.mailgun.log_retention),
      on_hello_(std::move(on_hello)),
      sessions_(std::make_unique<Sessions>(
          *this, slack_options(*config.slack, upstreams.network(),
                               secrets.require(config.slack->app_token),
                               secrets.require(config.slack->bot_token)))),
      grace_(executor_) {}

ChatService::~ChatService() = default;

boost::asio::awaitable<int> ChatService::run() {
  boost::asio::co_spawn(executor_, forget_old(), boost::asio::detached);
  boost::asio::co_spawn(executor_, tell_heads(), boost::asio::detached);
  const auto ended = co_await serve();
  begin_grace();
  co_await finish_jobs();
  co_await tell_head();
  co_await lease_.give_up(k_on_its_way);
  if (ended || stopping_) co_return 0;
  spdlog::error("Slack cannot be used: {}", ended.error().what);
  co_return 1;
}

void ChatService::take_over_config() {
  sessions_->take_over(config_);
}

void ChatService::recover() {
  if (!stopping_) sessions_->recover();
}

void ChatService::others_stand(const Replicas::Standing& all) {
  sessions_->socket->others_hold(
      {.processes = std::max(0LL, all.processes - 1),
       .connections = std::max(0LL, all.connections - sessions_->tokens.connections)});
}

void ChatService::stop() {
  stopping_ = true;
  begin_grace();
  sessions_->stop();
  sessions_->socket->stop();
}

slack::ConnectionState ChatService::connections() const {
  return sessions_->socket->state();
}

boost::asio::awaitable<status::Readiness> ChatService::health() {
  auto store = co_await probe_.ask();
  co_return status::Readiness{.slack = connections(),
                              .store = std::move(store),
                              .systems = upstreams_.guarded(),
                              .unguarded = observation_.asked.unguarded()};
}

std::vector<StepLoad> ChatService::load() const {
  return sessions_->dispatcher.load();
}

std::size_t ChatService::slack_calls_waiting() const {
  return sessions_->slack->waiting();
}

void ChatService::begin_grace() {
  if (grace_ends_at_) return;
  grace_ends_at_ = std::chrono::steady_clock::now() + config_.run.shutdown_grace;
  grace_.cancel();
}

/// Until the grace is over, for as long as it takes where none has begun.
boost::asio::awaitable<void> ChatService::finish_jobs() {
  using namespace boost::asio::experimental::awaitable_operators;
  using SteadyClock = std::chrono::steady_clock;
  auto& sessions = *sessions_;
  sessions.stop();
  for (;;) {
    const auto end = grace_ends_at_.value_or(SteadyClock::time_point::max());
    if (sessions.running() == 0 || SteadyClock::now() >= end) break;
    grace_.expires_at(end);
    boost::system::error_code over;
    co_await (sessions.idle() ||
              grace_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, over)));
  }
  if (sessions.running() > 0) {
    spdlog::warn("{} checks, remedies or calls were not finished; the next start goes on with them",
                 sessions.running());
  }
}

boost::asio::awaitable<void> ChatService::forget_old() {
  boost::asio::steady_timer hourly{executor_};
  for (;;) {
    const auto forgotten = co_await store_.forget_before(clock_.now() - config_.store.retention);
    if (!forgotten) spdlog::error("Old records were not forgotten: {}", forgotten.error().what);
    const auto without = co_await store_.forget_details_before(clock_.now() - k_details_kept);
    if (!without) spdlog::error("Old details were not forgotten: {}", without.error().what);
    hourly.expires_after(std::chrono::hours{1});
    co_await hourly.async_wait(boost::asio::use_awaitable);
  }
}

boost::asio::awaitable<void> ChatService::tell_head() {
  const auto head = co_await store_.audit_head();
  if (!head || *head == told_head_) co_return;
  told_head_ = *head;
  spdlog::info("The record's head is {}", rendering::head_text(told_head_));
}

boost::asio::awaitable<void> ChatService::tell_heads() {
  boost::asio::steady_timer every_minute{executor_};
  for (;;) {
    co_await tell_head();
    every_minute.expires_after(std::chrono::minutes{1});
    co_await every_minute.async_wait(boost::asio::use_awaitable);
  }
}

}  // namespace latchkey
