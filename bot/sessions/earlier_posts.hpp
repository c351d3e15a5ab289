#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/ports/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// What another process posted for a job before it ended without having written that down. A
/// chat has no idempotency keys, so before such a job posts, its messages are looked for by their
/// tags. `platform` outlives it.
class EarlierPosts {
 public:
  using Messages = std::vector<chat::TaggedMessage>;

  /// Nothing is looked for before `settling` is over: what the earlier process sent last may still
  /// be on its way to the chat, and would not be found.
  explicit EarlierPosts(chat::ChatPlatform& platform, std::chrono::milliseconds settling = {})
      : platform_(platform), settled_at_(std::chrono::steady_clock::now() + settling) {}

  /// The job's own messages in the channel (or in `thread`, where not empty), in any order. Empty
  /// at once for a job that was only this process's (`Job::ours_alone`). Asks again for as long as
  /// the chat does not answer: to post unasked could mean to say it twice. One reading of a channel
  /// serves all jobs that were found before it.
  boost::asio::awaitable<Messages> of(Job job, std::string channel, std::string thread);

 private:
  struct Reading;

  boost::asio::awaitable<Messages> read(std::string channel, std::string thread, TimePoint since);

  chat::ChatPlatform& platform_;
  std::chrono::steady_clock::time_point settled_at_;
  /// Top levels of channels that were read last, or are being read.
  std::map<std::string, std::shared_ptr<Reading>> readings_;
};

/// The message of this step among them.
std::optional<chat::MessageRef> find_step(const EarlierPosts::Messages& messages,
                                          const std::string& step);

}  // namespace latchkey
