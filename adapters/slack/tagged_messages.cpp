#include "adapters/slack/tagged_messages.hpp"

#include "adapters/slack/web_api_answer.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace latchkey::slack {
namespace {

/// Half of what Slack allows in a minute.
constexpr int k_most_pages = 25;
constexpr std::chrono::minutes k_clocks_differ{1};

Call page_call(const std::string& channel, const std::string& thread, TimePoint oldest,
               const std::string& cursor) {
  return thread.empty() ? conversations_history(channel, oldest, cursor)
                        : conversations_replies(channel, thread, oldest, cursor);
}

/// History comes newest first, replies come oldest first: timestamps compare as texts.
std::vector<chat::TaggedMessage> oldest_first(std::vector<chat::TaggedMessage> messages) {
  std::sort(messages.begin(), messages.end(),
            [](const auto& a, const auto& b) { return a.where.id < b.where.id; });
  return messages;
}

}  // namespace

boost::asio::awaitable<Expected<std::vector<chat::TaggedMessage>>> TaggedMessages::find(
    std::string channel, std::string thread, TimePoint since) {
  const auto self = co_await ourselves_.identity();
  if (!self) co_return self.error();
  std::vector<chat::TaggedMessage> found;
  std::string cursor;
  for (int pages = 0; pages < k_most_pages; ++pages) {
    auto call = page_call(channel, thread, since - k_clocks_differ, cursor);
    const auto page = co_await client_.call(std::move(call));
    if (!page) co_return page.error();
    const auto tagged = read_tagged(*page, channel, *self);
    if (!tagged) co_return tagged.error();
    std::copy_if(tagged->begin(), tagged->end(), std::back_inserter(found),
                 [&](const auto& message) { return message.where.id != thread; });
    cursor = next_cursor(*page);
    if (cursor.empty()) co_return oldest_first(std::move(found));
  }
  co_return Error{.kind = ErrorKind::unavailable,
                  .what = "Slack: too many messages to look through in this channel"};
}

}  // namespace latchkey::slack
