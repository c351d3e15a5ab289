// With which tokens Slack is served, and how those that were exchanged are taken over.
#include "adapters/slack/token_probe.hpp"
#include "bot/wiring/chat_service.hpp"
#include "bot/wiring/chat_sessions.hpp"
#include "bot/wiring/start_error.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

/// For what tokens are resolved by, and for Slack's word on them.
constexpr std::chrono::seconds k_patience{10};

bool same_tokens(const slack::Options& a, const slack::Options& b) {
  return a.app_token.reveal() == b.app_token.reveal() &&
         a.bot_token.reveal() == b.bot_token.reveal();
}

}  // namespace

slack::Options slack_options(const SlackConfig& config, const http::Options& network,
                             Secret app_token, Secret bot_token) {
  return {.api_url = config.api_url,
          .app_token = std::move(app_token),
          .bot_token = std::move(bot_token),
          .posts_per_second = config.posts_per_second,
          .network = network,
          .connections = config.connections};
}

boost::asio::awaitable<Expected<void>> ChatService::serve() {
  for (;;) {
    Expected<void> ended;
    if (!next_tokens_) {
      sessions_->recover();
      ended = co_await sessions_->socket->run();
    }
    if (stopping_) co_return ended;
    auto tokens = std::exchange(next_tokens_, std::nullopt);
    if (!tokens && ended) co_return ended;
    if (!tokens) {
      // The token may have been exchanged while we ran: resolve it once more.
      spdlog::warn("{}; resolving the tokens once more", ended.error().what);
      auto read = co_await read_tokens_again();
      if (!read) throw StartError(2, read.error().what);
      tokens = *std::move(read);
      if (same_tokens(*tokens, sessions_->tokens)) co_return ended;
    }
    // Found once more while these were being connected with.
    if (same_tokens(*tokens, sessions_->tokens)) continue;
    // The new dispatcher would find them in the journal and do them once more.
    co_await finish_jobs();
    if (stopping_) co_return ended;
    auto renewed = std::make_unique<Sessions>(*this, *std::move(tokens));
    former_sessions_ = std::exchange(sessions_, std::move(renewed));
  }
}

boost::asio::awaitable<Expected<slack::Options>> ChatService::read_tokens_again() {
  auto& http = upstreams_.http();
  const auto app = co_await secrets_.read_again(config_.slack->app_token, http, k_patience);
  if (!app) co_return app.error();
  const auto bot = co_await secrets_.read_again(config_.slack->bot_token, http, k_patience);
  if (!bot) co_return bot.error();
  co_return slack_options(*config_.slack, upstreams_.network(), *app, *bot);
}

boost::asio::awaitable<Expected<void>> ChatService::try_tokens(slack::Options tokens) {
  auto app = slack::probe_app_token(tokens, upstreams_.http());
  auto app_bounded = answer_within(std::move(app), k_patience, "Slack");
  const auto opened = co_await std::move(app_bounded);
  if (!opened) co_return opened.error();
  auto bot = slack::probe_bot_token(std::move(tokens), upstreams_.http(), clock_);
  auto bot_bounded = answer_within(std::move(bot), k_patience, "Slack");
  const auto known = co_await std::move(bot_bounded);
  if (!known) co_return known.error();
  co_return Expected<void>{};
}

boost::asio::awaitable<void> ChatService::renew_tokens() {
  auto tokens = co_await read_tokens_again();
  if (!tokens || same_tokens(*tokens, sessions_->tokens)) co_return;
  const auto taken = co_await try_tokens(*tokens);
  if (stopping_) co_return;
  if (!taken) {
    spdlog::error("Slack does not take the new tokens, the former ones stay: {}",
                  taken.error().what);
    co_return;
  }
  spdlog::info("Connecting to Slack with new tokens, as soon as what runs is finished");
  next_tokens_ = *std::move(tokens);
  sessions_->socket->stop();
}

}  // namespace latchkey
