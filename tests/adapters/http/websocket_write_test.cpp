// What a WebSocket sends, and what those learn who sent it.
#include "adapters/http/websocket.hpp"
#include "tests/adapters/http/websocket_peer.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using Outcomes = std::vector<std::optional<Expected<void>>>;

/// More than the kernel takes for a peer that does not read.
constexpr std::size_t k_too_much = 16 * 1024 * 1024;

class WebSocketWrite : public testing::Test {
 protected:
  void SetUp() override {
    start(peer_.accept());
    asio::co_spawn(io_, dialer_->connect("Slack", peer_.url(), std::chrono::seconds{10}),
                   [this](const std::exception_ptr&, auto connected) {
                     if (connected) socket_ = *connected;
                   });
    ASSERT_TRUE(run_until([this] { return socket_ != nullptr; }));
  }

  template <class T>
  void start(asio::awaitable<T> coroutine) {
    asio::co_spawn(io_, std::move(coroutine), asio::detached);
  }

  /// Its outcome will be in `outcomes_`, at the place of its turn.
  void start_write(std::string text) {
    const auto turn = outcomes_.size();
    outcomes_.emplace_back();
    asio::co_spawn(io_, socket_->write_text(std::move(text)),
                   [this, turn](const std::exception_ptr&, Expected<void> outcome) {
                     outcomes_[turn].emplace(std::move(outcome));
                   });
  }

  void start_reading(std::size_t count) { asio::co_spawn(io_, read_frames(count), asio::detached); }

  asio::awaitable<void> read_frames(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) frames_.push_back(co_await peer_.read());
  }

  [[nodiscard]] bool all_have_an_outcome() const {
    for (const auto& outcome : outcomes_) {
      if (!outcome) return false;
    }
    return true;
  }

  /// False where it is not so within ten seconds.
  template <class Condition>
  bool run_until(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      io_.restart();
      io_.run_one_for(std::chrono::milliseconds{100});
    }
    return true;
  }

  asio::io_context io_{1};
  WebSocketPeer peer_{io_};
  std::unique_ptr<WebSocketDialer> dialer_ = create_websocket_dialer(io_.get_executor(), {});
  std::shared_ptr<WebSocket> socket_;
  Outcomes outcomes_;
  std::vector<ClientFrame> frames_;
};

// Slack's server does not join continuation frames (slack-go #1196): an acknowledgement in two
// frames is lost.
TEST_F(WebSocketWrite, SendsEachOfManyMessagesInOneFrameAndInOrder) {
  constexpr std::size_t k_messages = 300;
  for (std::size_t i = 0; i < k_messages; ++i) {
    start_write(std::to_string(i) + std::string(i * 70, 'x'));
  }
  start_reading(k_messages);
  ASSERT_TRUE(run_until([this] { return frames_.size() == k_messages && all_have_an_outcome(); }));
  for (std::size_t i = 0; i < k_messages; ++i) {
    EXPECT_EQ(frames_[i].head, 0x81) << "text, and its last frame";
    EXPECT_TRUE(frames_[i].masked);
    EXPECT_EQ(frames_[i].payload, std::to_string(i) + std::string(i * 70, 'x'));
    EXPECT_TRUE(outcomes_[i]->has_value());
  }
}

TEST_F(WebSocketWrite, SendsWhatNobodyWaitsForInTheSameOrder) {
  start_write("first");
  start(socket_->queue_text("second"));
  start_write("third");
  start_reading(3);
  ASSERT_TRUE(run_until([this] { return frames_.size() == 3; }));
  EXPECT_EQ(frames_[1].head, 0x81);
  EXPECT_EQ(frames_[1].payload, "second");
  EXPECT_EQ(frames_[2].payload, "third");
}

TEST_F(WebSocketWrite, QueuesNoMoreThanALittleForAPeerThatDoesNotRead) {
  start_write(std::string(k_too_much, 'x'));
  io_.restart();
  io_.poll();
  std::size_t queued = 0;
  const auto count = [&](const std::exception_ptr&) { ++queued; };
  asio::co_spawn(io_, socket_->queue_text(std::string(1000, 'a')), count);
  asio::co_spawn(io_, socket_->queue_text(std::string(64 * 1024, 'b')), count);
  io_.poll();
  EXPECT_EQ(queued, 1U) << "the second waits";
  socket_->drop();
  EXPECT_TRUE(run_until([&] { return queued == 2; }));
}

TEST_F(WebSocketWrite, PingsAndAnswersPingsAmongTheMessages) {
  start_write("before");
  start(socket_->ping());
  start_write("after");
  start(socket_->read());
  start(peer_.send(server_frame(0x89, "are you there")));
  start_reading(4);
  ASSERT_TRUE(run_until([this] { return frames_.size() == 4; }));
  EXPECT_EQ(frames_[0].payload, "before");
  EXPECT_EQ(frames_[1].head, 0x89) << "ping";
  EXPECT_EQ(frames_[2].payload, "after");
  EXPECT_EQ(frames_[3].head, 0x8A) << "pong";
  EXPECT_EQ(frames_[3].payload, "are you there");
}

TEST_F(WebSocketWrite, ClosesAfterWhatWasWritten) {
  start_write("the last one");
  start(socket_->close());
  start_write("too late");
  start_reading(2);
  ASSERT_TRUE(run_until([this] { return frames_.size() == 2 && all_have_an_outcome(); }));
  EXPECT_EQ(frames_[0].payload, "the last one");
  EXPECT_EQ(frames_[1].head, 0x88) << "close";
  EXPECT_TRUE(outcomes_[0]->has_value());
  ASSERT_TRUE(outcomes_[1]->has_error());
  EXPECT_EQ(outcomes_[1]->error().kind, ErrorKind::unreachable);
}

// The first does not get through whole, the others wait behind it.
TEST_F(WebSocketWrite, TellsEveryoneWhoseTextHasNotLeftThatTheConnectionEnded) {
  start_write(std::string(k_too_much, 'x'));
  io_.restart();
  io_.poll();
  start_write("second");
  start_write("third");
  io_.poll();
  ASSERT_FALSE(outcomes_[0]) << "the peer does not read";
  socket_->drop();
  ASSERT_TRUE(run_until([this] { return all_have_an_outcome(); }));
  for (const auto& outcome : outcomes_) {
    ASSERT_TRUE(outcome->has_error());
    EXPECT_EQ(outcome->error().kind, ErrorKind::unreachable);
    EXPECT_EQ(outcome->error().what.rfind("Slack: the connection ended (", 0), 0U)
        << outcome->error().what;
  }
}

TEST_F(WebSocketWrite, TellsThatThePeerIsGone) {
  peer_.cut();
  // The first may still be taken by the kernel.
  do {
    start_write("anybody there?");
    ASSERT_TRUE(run_until([this] { return all_have_an_outcome(); }));
  } while (outcomes_.back()->has_value());
  EXPECT_EQ(outcomes_.back()->error().kind, ErrorKind::unreachable);
}

// As the program ends: those who wait go with the io_context, and nothing is left of them.
TEST_F(WebSocketWrite, SurvivesTheEndOfTheProgram) {
  start_write(std::string(k_too_much, 'x'));
  io_.restart();
  io_.poll();
  start_write("second");
  start(socket_->ping());
  io_.poll();
  socket_.reset();
}

}  // namespace
}  // namespace latchkey::http
