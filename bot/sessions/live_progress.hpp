#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/rendering/asked.hpp"
#include "core/diagnosis/investigation.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// Shows in one message how far an investigation has come, at most once a second (Slack's budget
/// for edits is shared by the whole workspace). `platform` outlives it.
class LiveProgress {
 public:
  LiveProgress(chat::ChatPlatform& platform, chat::MessageRef message, rendering::Asked asked);

  /// Runs the investigation and returns its diagnosis. When it returns no edit of the progress is
  /// on its way any more, so the conclusion cannot be overwritten by a late one.
  boost::asio::awaitable<Diagnosis> run(Investigation& investigation, Question question);

 private:
  chat::ChatPlatform& platform_;
  chat::MessageRef message_;
  rendering::Asked asked_;
};

}  // namespace latchkey
