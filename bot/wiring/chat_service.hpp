#pragma once

#include "adapters/slack/slack.hpp"
#include "bot/config/config.hpp"
#include "bot/wiring/upstreams.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace latchkey {

/// Latchkey in the chat: constructs the sessions, gives them the adapters, and serves. All
/// references outlive it.
class ChatService {
 public:
  /// `config` has a `slack` part. Throws `StartError` where a token cannot be resolved.
  ChatService(boost::asio::any_io_executor executor, const Config& config, Upstreams& upstreams,
              Store& store, const Clock& clock);
  ~ChatService();

  /// Serves until `stop()`, then waits for what runs, at most `shutdown_grace`. Returns the
  /// program's exit code: 0, or 1 where Slack goes on refusing a token that was resolved again.
  boost::asio::awaitable<int> run();
  void stop();

 private:
  struct Sessions;

  boost::asio::awaitable<void> finish_jobs();
  boost::asio::awaitable<void> forget_old();

  boost::asio::any_io_executor executor_;
  const Config& config_;
  Upstreams& upstreams_;
  Store& store_;
  const Clock& clock_;
  Investigation investigation_;
  std::unique_ptr<Sessions> sessions_;
  bool stopping_ = false;
};

}  // namespace latchkey
