#include "bot/sessions/earlier_posts.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace latchkey {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds k_chat_recovers{2};

}  // namespace

struct EarlierPosts::Reading {
  Reading(const asio::any_io_executor& executor, TimePoint from)
      : since(from), ended(executor, asio::steady_timer::time_point::max()) {}

  /// It holds whatever was posted for the job before it was found.
  [[nodiscard]] bool serves(const Job& job, TimePoint from) const {
    return from >= since && job.found_at <= begun_at;
  }

  TimePoint since;
  std::chrono::steady_clock::time_point begun_at = std::chrono::steady_clock::now();
  std::optional<Messages> messages;
  /// Never expires; cancelled when the messages are there.
  asio::steady_timer ended;
};

asio::awaitable<EarlierPosts::Messages> EarlierPosts::of(Job job, std::string channel,
                                                         std::string thread) {
  if (job.ours_alone) co_return Messages{};
  const auto since = job.received_at - chat::k_clocks_differ;
  Messages messages;
  if (!thread.empty()) {
    messages = co_await read(std::move(channel), std::move(thread), since);
  } else if (const auto known = readings_.find(channel);
             known != readings_.end() && known->second->serves(job, since)) {
    const auto reading = known->second;
    while (!reading->messages) {
      co_await reading->ended.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    messages = *reading->messages;
  } else {
    // Jobs come in the order of their arrival: what serves this one serves all that follow.
    const auto reading = std::make_shared<Reading>(co_await asio::this_coro::executor, since);
    readings_[channel] = reading;
    messages = co_await read(std::move(channel), "", since);
    reading->messages = messages;
    reading->ended.cancel();
  }
  std::erase_if(messages, [&](const auto& message) { return message.tag.job != job.id; });
  co_return messages;
}

asio::awaitable<EarlierPosts::Messages> EarlierPosts::read(std::string channel, std::string thread,
                                                           TimePoint since) {
  asio::steady_timer settled{co_await asio::this_coro::executor, settled_at_};
  co_await settled.async_wait(asio::use_awaitable);
  for (;;) {
    auto found = co_await platform_.find_tagged(channel, thread, since);
    if (found) co_return std::move(*found);
    // Not there any more, or not for our eyes: posting will say the same.
    if (found.error().kind == ErrorKind::not_found) co_return Messages{};
    if (found.error().kind == ErrorKind::refused) co_return Messages{};
    spdlog::warn("What was posted before the restart could not be read; trying again: {}",
                 found.error().what);
    asio::steady_timer pause{co_await asio::this_coro::executor, k_chat_recovers};
    co_await pause.async_wait(asio::use_awaitable);
  }
}

std::optional<chat::MessageRef> find_step(const EarlierPosts::Messages& messages,
                                          const std::string& step) {
  const auto found = std::find_if(messages.begin(), messages.end(),
                                  [&](const auto& message) { return message.tag.step == step; });
  if (found == messages.end()) return std::nullopt;
  return found->where;
}

}  // namespace latchkey
