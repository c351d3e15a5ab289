#include "tests/bench/peers/endpoint/posted_messages.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace latchkey::bench {
namespace {

using nlohmann::json;

/// A minute of posts at a thousand a second.
constexpr std::size_t k_remembered = 60'000;
constexpr std::int64_t k_micros = 1'000'000;

json as_json(const PostedMessage& message, bool with_metadata) {
  json one = {{"type", "message"},
              {"user", "U0BOT"},
              {"bot_id", "B0BOT"},
              {"app_id", "A0BENCH"},
              {"text", message.text},
              {"team", k_team},
              {"ts", message_time(message.time)}};
  if (message.thread != 0) one["thread_ts"] = message_time(message.thread);
  if (with_metadata && !message.metadata.empty()) {
    one["metadata"] = json::parse(message.metadata, nullptr, /*allow_exceptions=*/false);
  }
  return one;
}

bool is_within(const PostedMessage& message, const HistoryQuestion& question) {
  if (question.inclusive) {
    return message.time >= question.oldest && message.time <= question.latest;
  }
  return message.time > question.oldest && message.time < question.latest;
}

json page(json messages, bool has_more, const std::string& cursor) {
  return {{"ok", true},
          {"messages", std::move(messages)},
          {"has_more", has_more},
          {"response_metadata", {{"next_cursor", has_more ? cursor : ""}}}};
}

/// A page of those in [first, last) that `belongs` accepts. Its cursor is the last one's time.
template <class Iterator, class Belongs>
json page_of(Iterator first, Iterator last, const HistoryQuestion& question, Belongs belongs) {
  json messages = json::array();
  std::string cursor;
  for (; first != last; ++first) {
    if (!belongs(*first) || !is_within(*first, question)) continue;
    if (messages.size() == question.limit) return page(std::move(messages), true, cursor);
    messages.push_back(as_json(*first, question.with_metadata));
    cursor = message_time(first->time);
  }
  return page(std::move(messages), false, cursor);
}

}  // namespace

std::string message_time(std::int64_t time) {
  const auto micros = std::to_string(time % k_micros);
  return std::to_string(time / k_micros) + "." + std::string(6 - micros.size(), '0') + micros;
}

std::int64_t parse_message_time(const std::string& text) {
  const auto point = text.find('.');
  const auto read = [](std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  };
  const std::string_view all{text};
  const auto seconds = read(all.substr(0, point));
  // "1763798400" and "1763798400.5" are times, too.
  auto micros = point == std::string::npos ? std::string{} : text.substr(point + 1, 6);
  micros.resize(6, '0');
  return seconds * k_micros + read(micros);
}

const PostedMessage& PostedMessages::add(PostedMessage message) {
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  last_time_ = std::max(now, last_time_ + 1);
  message.time = last_time_;
  if (messages_.size() == k_remembered) messages_.pop_front();
  return messages_.emplace_back(std::move(message));
}

const PostedMessage* PostedMessages::find(std::int64_t time) const {
  const auto found = std::lower_bound(
      messages_.begin(), messages_.end(), time,
      [](const PostedMessage& message, std::int64_t wanted) { return message.time < wanted; });
  return found == messages_.end() || found->time != time ? nullptr : &*found;
}

json PostedMessages::history(const HistoryQuestion& question) const {
  return page_of(messages_.rbegin(), messages_.rend(), question,
                 [](const PostedMessage& message) { return message.thread == 0; });
}

json PostedMessages::replies(std::int64_t thread, const HistoryQuestion& question) const {
  return page_of(messages_.begin(), messages_.end(), question, [&](const PostedMessage& message) {
    return message.time == thread || message.thread == thread;
  });
}

}  // namespace latchkey::bench
