#pragma once

#include "adapters/slack/socket_mode.hpp"
#include "tests/adapters/slack/reading.hpp"
#include "tests/adapters/slack/recording_handler.hpp"
#include "tests/doubles/captured_log.hpp"
#include "tests/doubles/fake_slack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>

namespace latchkey::slack {

/// Back-off of milliseconds; every connection counts as proven.
inline Backoff hasty() {
  using std::chrono::milliseconds;
  return {.first = milliseconds{2},
          .longest = milliseconds{20},
          .crowded = milliseconds{300},
          .switched_off = milliseconds{300},
          .proven = std::chrono::seconds{0}};
}

/// How a client is to be in a test.
struct BotOptions {
  int connections = 1;
  /// Others use the app as well.
  bool shared = false;
  ConnectionTimes times = {.open_apart = std::chrono::milliseconds{0},
                           .drain_at_most = std::chrono::milliseconds{1'000}};
};

/// The client on a thread of its own, against the fake.
class Bot {
 public:
  explicit Bot(const doubles::FakeSlack& slack, BotOptions options = {})
      : http_(http::create_client(io_.get_executor(), {})),
        dialer_(http::create_websocket_dialer(io_.get_executor(), {})),
        mode_(io_.get_executor(),
              {.api_url = slack.api_url(),
               .app_token = Secret{"xapp-secret"},
               .bot_token = Secret{"xoxb-secret"},
               .network = {},
               .connections = options.connections,
               .shared_turn = turn_of(options)},
              *http_, *dialer_, clock_, handler, options.times,
              ReconnectPolicy{hasty(), [] { return 1.0; }}, [this] { ++first_hellos; }) {
    result_ = boost::asio::co_spawn(io_, mode_.run(), boost::asio::use_future);
    thread_ = std::thread{[this] { io_.run(); }};
  }
  ~Bot() {
    handler.hold(false);
    stop();
    thread_.join();
  }
  Bot(const Bot&) = delete;
  Bot& operator=(const Bot&) = delete;

  void stop() {
    boost::asio::post(io_, [this] { mode_.stop(); });
  }
  void refuse_bot_token(const Error& why) {
    boost::asio::post(io_, [this, why] { mode_.on_refused_bot_token(why); });
  }
  /// What `run()` returned.
  Expected<void> result() { return result_.get(); }

  /// What `ask` gives on the client's own thread.
  template <class Ask>
  auto on_its_thread(Ask ask) {
    std::promise<decltype(ask())> told;
    boost::asio::post(io_, [&] { told.set_value(ask()); });
    return told.get_future().get();
  }

  void others_hold(Siblings others) {
    on_its_thread([&] {
      mode_.others_hold(others);
      return true;
    });
  }

  ConnectionState state() {
    return on_its_thread([this] { return mode_.state(); });
  }

  RecordingHandler handler;
  std::atomic<int> first_hellos = 0;

 private:
  static std::function<boost::asio::awaitable<void>(std::string)> turn_of(
      const BotOptions& options) {
    if (!options.shared) return {};
    return [](std::string /*channel*/) -> boost::asio::awaitable<void> { co_return; };
  }

  SystemClock clock_;
  boost::asio::io_context io_{1};
  std::unique_ptr<http::Client> http_;
  std::unique_ptr<http::WebSocketDialer> dialer_;
  SocketModeOwner mode_;
  std::future<Expected<void>> result_;
  std::thread thread_;
};

/// A command in an envelope of this name; each is another thing to the client.
inline std::string command(const std::string& envelope) {
  auto frame = fixture_json("command");
  frame["envelope_id"] = envelope;
  frame["payload"]["trigger_id"] = "trigger-" + envelope;
  return frame.dump();
}

class SocketModeTest : public testing::Test {
 protected:
  /// The text of the log after the client has stopped.
  std::string log_of(std::unique_ptr<Bot> bot) {
    bot.reset();
    return log_.text();
  }

  /// Blocks until this stands in the log so often; false after ten seconds. Only the client writes
  /// there, so it is read on the client's thread.
  bool wait_for_log(Bot& bot, const std::string& words, std::size_t times) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (std::chrono::steady_clock::now() < deadline) {
      if (bot.on_its_thread([&] { return count_of(words, log_.text()) >= times; })) return true;
    }
    return false;
  }

  static std::size_t count_of(const std::string& words, const std::string& text) {
    std::size_t count = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
      ++count;
    }
    return count;
  }

  /// Over which connection each envelope was acknowledged; the test fails where one was twice.
  std::map<std::string, std::size_t> acked_over() {
    std::map<std::string, std::size_t> over;
    for (const auto& ack : slack_.acks()) {
      const auto first = over.emplace(ack.frame.at("envelope_id"), ack.connection).second;
      EXPECT_TRUE(first) << "acknowledged twice: " << ack.frame;
    }
    return over;
  }

  doubles::CapturedLog log_;
  doubles::FakeSlack slack_;
};

}  // namespace latchkey::slack
