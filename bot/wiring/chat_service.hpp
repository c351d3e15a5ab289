#pragma once

#include "adapters/slack/slack.hpp"
#include "bot/config/config.hpp"
#include "bot/sessions/lease.hpp"
#include "bot/sessions/step_load.hpp"
#include "bot/status/readiness.hpp"
#include "bot/status/store_probe.hpp"
#include "bot/wiring/observation.hpp"
#include "bot/wiring/secrets.hpp"
#include "bot/wiring/upstreams.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Latchkey in the chat: constructs the sessions, gives them the adapters, and serves. All
/// references outlive it.
class ChatService {
 public:
  /// `config` has a `slack` part. `on_hello` is called when the first connection serves. Throws
  /// `StartError` where a token cannot be resolved. `probe` asks `store`.
  ChatService(boost::asio::any_io_executor executor, const Config& config, Secrets& secrets,
              Upstreams& upstreams, Store& store, Lease& lease, status::StoreProbe& probe,
              const Clock& clock, Observation& observation,
              std::function<void(const ChatService&)> on_hello);
  ~ChatService();

  /// Serves until `stop()`, then waits for what runs, at most `shutdown_grace` from the stop on.
  /// Returns the program's exit code: 0, or 1 where Slack goes on refusing a token that was
  /// resolved again.
  boost::asio::awaitable<int> run();
  void stop();
  /// Goes on with what nobody works on any more.
  void recover();

  /// What all processes that share the store have, this one among them.
  void others_stand(const Replicas::Standing& all);

  /// `config` has changed (bot/config/take_over.hpp): what comes from now on is judged by it.
  void take_over_config();
  /// Resolves the tokens once more. New ones that Slack takes are connected with in place of the
  /// former ones, as soon as what runs is finished; else everything stays as it is.
  boost::asio::awaitable<void> renew_tokens();

  [[nodiscard]] slack::ConnectionState connections() const;
  /// How we and the systems that we ask are: the store is tried.
  boost::asio::awaitable<status::Readiness> health();
  /// What is being done, and what waits.
  [[nodiscard]] std::vector<StepLoad> load() const;
  [[nodiscard]] std::size_t slack_calls_waiting() const;

 private:
  struct Sessions;

  // In chat_tokens.cpp.
  /// Returns after `stop()`, or with Slack's refusal.
  boost::asio::awaitable<Expected<void>> serve();
  boost::asio::awaitable<Expected<slack::Options>> read_tokens_again();
  /// Does Slack take both?
  boost::asio::awaitable<Expected<void>> try_tokens(slack::Options tokens);
  void begin_grace();
  boost::asio::awaitable<void> finish_jobs();
  boost::asio::awaitable<void> forget_old();
  /// Tells the log how far the record reaches, where it grew: what is cut off behind a head that
  /// the log knows is found (`latchkey audit --verify --head`).
  boost::asio::awaitable<void> tell_head();
  boost::asio::awaitable<void> tell_heads();

  boost::asio::any_io_executor executor_;
  const Config& config_;
  Secrets& secrets_;
  Upstreams& upstreams_;
  Store& store_;
  Lease& lease_;
  status::StoreProbe& probe_;
  const Clock& clock_;
  Observation& observation_;
  std::unique_ptr<http::Client> slack_http_;
  Investigation investigation_;
  std::function<void(const ChatService&)> on_hello_;
  std::unique_ptr<Sessions> sessions_;
  /// Those of tokens that were exchanged: what they began may still be on its way.
  std::unique_ptr<Sessions> former_sessions_;
  /// Those that a reload found, until they are connected with.
  std::optional<slack::Options> next_tokens_;
  bool stopping_ = false;
  /// Of what runs, once nothing new is begun.
  std::optional<std::chrono::steady_clock::time_point> grace_ends_at_;
  boost::asio::steady_timer grace_;
  AuditHead told_head_;
};

}  // namespace latchkey
