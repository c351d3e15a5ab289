#include "adapters/slack/posts.hpp"

#include "adapters/slack/web_api_answer.hpp"

#include <chrono>
#include <utility>

namespace latchkey::slack {
namespace {

/// What Slack took in just before it failed us may show a moment later.
constexpr std::chrono::seconds k_until_it_shows{2};

}  // namespace

Posts::Posts(WebApiClient& client, TaggedMessages& tagged_messages, const Clock& clock, Sleep sleep,
             SharedTurn shared_turn)
    : client_(client),
      tagged_messages_(tagged_messages),
      clock_(clock),
      sleep_(std::move(sleep)),
      shared_turn_(std::move(shared_turn)) {}

boost::asio::awaitable<Expected<chat::MessageRef>> Posts::post(std::string channel,
                                                               std::string thread,
                                                               chat::Message message) {
  std::optional<Lanes::Pass> turn;
  if (!thread.empty()) {
    // At the top level the channel's queue sees that posts begin in order, which is enough for
    // messages that do not refer to each other.
    auto entered = co_await threads_.enter(channel + " " + thread);
    if (!entered) co_return entered.error();
    turn.emplace(std::move(*entered));
  }
  const auto ours = co_await wait_for_turn(channel);
  if (!ours) co_return ours.error();
  const auto began = clock_.now();
  for (bool again = false;; again = true) {
    auto call = post_message(channel, thread, message);
    auto posted = co_await post_once(std::move(call));
    const bool open = !posted && posted.error().kind == ErrorKind::uncertain;
    if (!open || !message.tag) co_return posted;
    const auto found = co_await look_for(*message.tag, channel, thread, began);
    if (found && *found) co_return **found;
    if (!found || again) co_return posted;
  }
}

boost::asio::awaitable<Expected<void>> Posts::wait_for_turn(std::string channel) {
  if (!shared_turn_) co_return Expected<void>{};
  const auto entered = co_await turns_.enter(channel);
  if (!entered) co_return entered.error();
  co_await shared_turn_(std::move(channel));
  co_return Expected<void>{};
}

boost::asio::awaitable<Expected<chat::MessageRef>> Posts::post_once(Call call) {
  const auto answer = co_await client_.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return read_posted(*answer);
}

boost::asio::awaitable<Expected<std::optional<chat::MessageRef>>> Posts::look_for(
    chat::Tag tag, std::string channel, std::string thread, TimePoint since) {
  co_await sleep_(k_until_it_shows);
  const auto messages =
      co_await tagged_messages_.find(std::move(channel), std::move(thread), since);
  if (!messages) co_return messages.error();
  co_return chat::find_tag(*messages, tag);
}

}  // namespace latchkey::slack
