#pragma once

#include "adapters/slack/reconnect_policy.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/slack/socket_mode_slot.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace latchkey::slack {

/// Learns who we are, opens the slots one after the other, adds up what they have, and closes them
/// all. How one connection is kept, its slot knows.
class SocketModeOwner final : public SocketMode, private SlotOwner {
 public:
  /// `policy` is the model of each slot's own.
  SocketModeOwner(boost::asio::any_io_executor executor, const Options& options, http::Client& http,
                  http::WebSocketDialer& dialer, const Clock& clock, chat::RequestHandler& handler,
                  ConnectionTimes times, ReconnectPolicy policy,
                  std::function<void()> on_first_hello);

  boost::asio::awaitable<Expected<void>> run() override;
  void stop() override;
  void on_refused_bot_token(const Error& why) override;
  [[nodiscard]] ConnectionState state() const override;
  void others_hold(Siblings others) override;

 private:
  /// What Slack counted when we held `ours`.
  struct Count {
    long long by_slack = 0;
    std::size_t ours = 0;
  };

  [[nodiscard]] bool has_room(bool to_replace) const override;
  void on_hello(const Hello& hello) override;
  void on_switched_off(std::chrono::milliseconds wait) override;
  void on_refused(const Error& why) override;
  void on_gone() override;

  boost::asio::awaitable<Expected<void>> learn_identity();
  boost::asio::awaitable<void> stopped();
  boost::asio::awaitable<void> something_changes();
  boost::asio::awaitable<void> shut_down();
  void open_slots_after(std::chrono::milliseconds wait);
  [[nodiscard]] std::size_t held() const;
  [[nodiscard]] std::size_t held_by_others() const;
  void judge(const Count& count, const Siblings& others);

  boost::asio::any_io_executor executor_;
  WebApiClient bot_;
  /// Shared by the slots: where Slack says 429 to one of them, all wait.
  WebApiClient app_;
  ConnectionTimes times_;
  ReconnectPolicy policy_;
  std::function<void()> on_first_hello_;
  SocketModeRecord record_;
  Identity self_;
  std::vector<std::shared_ptr<SocketModeSlot>> slots_;
  int counted_by_slack_ = 0;
  /// Others may use the app, and say so.
  bool shared_;
  Siblings others_;
  /// As of the newest hello.
  std::size_t not_ours_ = 0;
  /// What is judged when the others have told us of those that have just come.
  std::optional<Count> to_judge_;
  boost::asio::steady_timer changed_;
  std::optional<Error> fatal_;
  bool stopping_ = false;
};

}  // namespace latchkey::slack
