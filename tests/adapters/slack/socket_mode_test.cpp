#include "adapters/slack/socket_mode.hpp"

#include "tests/adapters/slack/captured_log.hpp"
#include "tests/adapters/slack/reading.hpp"
#include "tests/doubles/fake_slack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using doubles::FakeSlack;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

/// Takes every request on, unless told otherwise.
class RecordingHandler final : public chat::RequestHandler {
 public:
  asio::awaitable<Expected<chat::Acknowledgement>> accept(chat::Request request) override {
    bool fails = false;
    bool waits = false;
    {
      const std::lock_guard lock{mutex_};
      requests_.push_back(std::move(request));
      fails = std::exchange(fails_next_, false);
      waits = holds_;
      arrived_.notify_all();
    }
    if (fails) co_return Error{ErrorKind::unavailable, "Store: the disk is full"};
    asio::steady_timer timer{co_await asio::this_coro::executor};
    while (waits) {
      timer.expires_after(milliseconds{1});
      co_await timer.async_wait(asio::use_awaitable);
      const std::lock_guard lock{mutex_};
      waits = holds_;
    }
    const std::lock_guard lock{mutex_};
    co_return answer_;
  }

  void fail_next() {
    set([this] { fails_next_ = true; });
  }
  void hold(bool holds) {
    set([&] { holds_ = holds; });
  }
  void answer_with(chat::Acknowledgement answer) {
    set([&] { answer_ = std::move(answer); });
  }

  std::vector<chat::Request> wait_for(std::size_t count) {
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, std::chrono::seconds{10}, [&] { return requests_.size() >= count; });
    return requests_;
  }

 private:
  template <class Change>
  void set(Change change) {
    const std::lock_guard lock{mutex_};
    change();
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<chat::Request> requests_;
  chat::Acknowledgement answer_;
  bool fails_next_ = false;
  bool holds_ = false;
};

/// Back-off of milliseconds; every connection counts as proven.
Backoff hasty() {
  return {.first = milliseconds{2},
          .longest = milliseconds{20},
          .crowded = milliseconds{300},
          .switched_off = milliseconds{300},
          .proven = std::chrono::seconds{0}};
}

ConnectionTimes patient() {
  ConnectionTimes times;
  times.drain_at_most = milliseconds{1'000};
  return times;
}

/// The client on a thread of its own, against the fake.
class Bot {
 public:
  explicit Bot(const FakeSlack& slack, ConnectionTimes times = patient())
      : http_(http::create_client(io_.get_executor(), {})),
        dialer_(http::create_websocket_dialer(io_.get_executor(), {})),
        mode_(io_.get_executor(),
              {.api_url = slack.api_url(),
               .app_token = Secret{"xapp-secret"},
               .bot_token = Secret{"xoxb-secret"},
               .tls = {}},
              *http_, *dialer_, clock_, handler, times,
              ReconnectPolicy{hasty(), [] { return 1.0; }}) {
    result_ = asio::co_spawn(io_, mode_.run(), asio::use_future);
    thread_ = std::thread{[this] { io_.run(); }};
  }
  ~Bot() {
    stop();
    thread_.join();
  }
  Bot(const Bot&) = delete;
  Bot& operator=(const Bot&) = delete;

  void stop() {
    asio::post(io_, [this] { mode_.stop(); });
  }
  /// What `run()` returned.
  Expected<void> result() { return result_.get(); }

  RecordingHandler handler;

 private:
  SystemClock clock_;
  asio::io_context io_{1};
  std::unique_ptr<http::Client> http_;
  std::unique_ptr<http::WebSocketDialer> dialer_;
  SocketModeOwner mode_;
  std::future<Expected<void>> result_;
  std::thread thread_;
};

std::string command(const std::string& envelope) {
  auto frame = fixture_json("command");
  frame["envelope_id"] = envelope;
  return frame.dump();
}

class SocketModeTest : public testing::Test {
 protected:
  /// The text of the log after the client has stopped.
  std::string log_of(std::unique_ptr<Bot> bot) {
    bot.reset();
    return log_.text();
  }

  std::string acked(std::size_t number) { return slack_.acks().at(number).frame["envelope_id"]; }

  CapturedLog log_;
  FakeSlack slack_;
};

TEST_F(SocketModeTest, DeliversACommandAndAcknowledgesIt) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].frame, nlohmann::json::parse(R"({"envelope_id":"e-1"})"));
  const auto requests = bot->handler.wait_for(1);
  EXPECT_EQ(requests.at(0).user, "U0DANA");
  EXPECT_EQ(requests.at(0).dedupe_key, "command:100.200.abc");

  const auto open = slack_.calls("apps.connections.open").at(0);
  EXPECT_EQ(open.header("Authorization"), "Bearer xapp-secret");
  EXPECT_EQ(slack_.calls("auth.test").at(0).header("Authorization"), "Bearer xoxb-secret");
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log, HasSubstr("info: Connected to Slack (connection 1 of at most 10).\n"));
  EXPECT_THAT(log, Not(HasSubstr("secret")));
  EXPECT_THAT(log, Not(HasSubstr("jane")));
}

TEST_F(SocketModeTest, SendsAFormsErrorsWithTheAcknowledgement) {
  Bot bot{slack_};
  bot.handler.answer_with({.errors = {{"address", "This is no address."}}});
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, doubles::fixture("slack/submission.json"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  const auto payload = slack_.acks()[0].frame["payload"];
  EXPECT_EQ(payload["response_action"], "errors");
  EXPECT_EQ(payload["errors"]["address"], "This is no address.");
}

TEST_F(SocketModeTest, AcknowledgesWhatItDoesNotServeWithoutAskingAnybody) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, doubles::fixture("slack/app_rate_limited.json"));
  slack_.send(0, R"({"type":"some_future_type","envelope_id":"e-9","payload":{}})");
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.send(0, command("e-1"));
  EXPECT_EQ(bot.handler.wait_for(1).size(), 1U);
}

TEST_F(SocketModeTest, ConnectsAgainAfterACut) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.cut(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].connection, 1U);
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 2U) << "a ticket works once";
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: The connection to Slack ended; connecting "
                        "again in"));
}

// Everything that Slack delivers while one connection takes over from the other is acknowledged, on
// the connection that it came over.
TEST_F(SocketModeTest, LosesNothingAtARefresh) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("first"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  slack_.greet(false);
  slack_.send(0, R"({"type":"disconnect","reason":"warning"})");
  slack_.send(0, doubles::fixture("slack/disconnect_refresh.json"));
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_EQ(slack_.others_open_at_start_of(1), 1U);

  slack_.send(0, command("before hello"));
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.send(1, doubles::fixture("slack/hello.json"));
  slack_.send(0, command("while draining"));
  slack_.send(1, command("on the new one"));
  ASSERT_TRUE(slack_.wait_for_acks(4));
  EXPECT_TRUE(slack_.wait_for_goodbye(0));

  std::map<std::string, std::size_t> over;
  for (const auto& ack : slack_.acks()) over[ack.frame["envelope_id"]] = ack.connection;
  EXPECT_EQ(over,
            (std::map<std::string, std::size_t>{
                {"first", 0}, {"before hello", 0}, {"while draining", 0}, {"on the new one", 1}}));
  EXPECT_EQ(slack_.connections(), 2U) << "two announcements, one successor";
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("info: Slack is about to end this connection (warning); another one takes "
                        "over.\n"));
}

TEST_F(SocketModeTest, ClosesFirstWhereTheAppHoldsTooManyConnections) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, R"({"type":"disconnect","reason":"too_many_websockets"})");
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
  EXPECT_EQ(slack_.others_open_at_start_of(1), 0U);
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("error: Slack ends this connection because the app holds more than 10"));
}

TEST_F(SocketModeTest, ComesBackWhenSocketModeIsSwitchedOnAgain) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, R"({"type":"disconnect","reason":"link_disabled"})");
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_EQ(slack_.others_open_at_start_of(1), 0U);
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("error: Socket Mode is switched off in the Slack app"));
}

TEST_F(SocketModeTest, SurvivesFramesThatCannotBeReadAndSaysSoOnce) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  for (int i = 0; i < 50; ++i) slack_.send(0, "{\"type\":");
  slack_.send(0, "[]");
  slack_.send(0, std::string(3 * 512 * 1024, 'x'));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].connection, 0U);
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log,
              HasSubstr("warning: Slack sent 1 message that could not be read; the last one: it "
                        "is not JSON.\n"));
  EXPECT_EQ(log.find("could not be read"), log.rfind("could not be read"));
}

TEST_F(SocketModeTest, TakesAFrameOfAMebibyte) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  auto frame = fixture_json("command");
  frame["payload"]["text"] = std::string(1'000'000, 'x');
  slack_.send(0, frame.dump());
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(bot.handler.wait_for(1).at(0).text.size(), 1'000'000U);
}

TEST_F(SocketModeTest, LeavesARequestUnacknowledgedThatCouldNotBeTakenOn) {
  auto bot = std::make_unique<Bot>(slack_);
  bot->handler.fail_next();
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_EQ(bot->handler.wait_for(1).size(), 1U);
  slack_.send(0, command("e-2"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(acked(0), "e-2");
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("error: A request could not be taken on, so Slack tells the person that it "
                        "failed. Store: the disk is full\n"));
}

TEST_F(SocketModeTest, KeepsOtherRequestsGoingWhileOneWaits) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot.handler.hold(true);
  slack_.send(0, command("slow"));
  ASSERT_EQ(bot.handler.wait_for(1).size(), 1U);
  slack_.send(0, doubles::fixture("slack/app_rate_limited.json"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  bot.handler.hold(false);
  ASSERT_TRUE(slack_.wait_for_acks(2));
  EXPECT_EQ(acked(1), "slow");
}

TEST_F(SocketModeTest, GivesUpAConnectionThatWentSilent) {
  auto times = patient();
  times.ping_every = milliseconds{20};
  times.dead_after = milliseconds{400};
  auto bot = std::make_unique<Bot>(slack_, times);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.fall_silent(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(log_of(std::move(bot)), HasSubstr("Slack: the connection went silent"));
}

TEST_F(SocketModeTest, GivesUpAConnectionWithoutAHello) {
  auto times = patient();
  times.hello_within = milliseconds{50};
  slack_.greet(false);
  auto bot = std::make_unique<Bot>(slack_, times);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_THAT(log_of(std::move(bot)), HasSubstr("Slack: no hello after the connection was opened"));
}

TEST_F(SocketModeTest, KeepsTryingWhateverIsWrongWithOpening) {
  slack_.answer("auth.test", doubles::answer(503, ""));
  slack_.answer("apps.connections.open", doubles::answer(503, "<html>"));
  slack_.answer("apps.connections.open", doubles::json(200, "{\"ok\":tr"));
  slack_.answer("apps.connections.open", doubles::cut_after({}, 0));
  slack_.answer("apps.connections.open", doubles::json(200, R"({"ok":true})"));
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":true,"url":"ws://elsewhere.example/"})"));
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":true,"url":"ws://127.0.0.1:1/"})"));
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 7U);
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log, HasSubstr("No connection to Slack; trying again in"));
  EXPECT_THAT(log, HasSubstr("Slack: apps.connections.open gives no url"));
}

TEST_F(SocketModeTest, EndsWithSlacksOwnWordWhereTheAppTokenIsRevoked) {
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":false,"error":"token_revoked"})"));
  Bot bot{slack_};
  const auto result = bot.result();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::refused);
  EXPECT_EQ(result.error().what,
            "Slack refuses the app token (slack.app_token). Slack: apps.connections.open: "
            "token_revoked");
}

TEST_F(SocketModeTest, EndsWhereATokenIsRevokedWhileItIsConnected) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":false,"error":"invalid_auth"})"));
  slack_.cut(0);
  EXPECT_EQ(bot.result().error().kind, ErrorKind::refused);
}

TEST_F(SocketModeTest, EndsWhereTheBotTokenIsRefused) {
  slack_.answer("auth.test", doubles::json(200, R"({"ok":false,"error":"invalid_auth"})"));
  Bot bot{slack_};
  EXPECT_EQ(bot.result().error().what,
            "Slack refuses the bot token (slack.bot_token). Slack: auth.test: invalid_auth");
  EXPECT_EQ(slack_.connections(), 0U);
}

TEST_F(SocketModeTest, SaysGoodbyeWhenItIsStopped) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  bot.stop();
  EXPECT_TRUE(bot.result());
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
}

TEST_F(SocketModeTest, AcknowledgesWhatItHasBegunBeforeItSaysGoodbye) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot.handler.hold(true);
  slack_.send(0, command("e-1"));
  ASSERT_EQ(bot.handler.wait_for(1).size(), 1U);
  bot.stop();
  bot.handler.hold(false);
  EXPECT_TRUE(bot.result());
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
  ASSERT_EQ(slack_.acks().size(), 1U);
  EXPECT_EQ(acked(0), "e-1");
}

TEST_F(SocketModeTest, StopsAtOnceWhileItIsStillDialling) {
  slack_.answer("apps.connections.open", doubles::never_answer());
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_calls("apps.connections.open", 1));
  bot.stop();
  EXPECT_TRUE(bot.result());
}

TEST_F(SocketModeTest, WarnsOfConnectionsThatAreNotItsOwn) {
  slack_.greet(false);
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, R"({"type":"hello","num_connections":3})");
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: Slack counts 3 connections for this app and we hold 1"));
}

}  // namespace
}  // namespace latchkey::slack
