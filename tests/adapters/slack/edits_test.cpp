#include "adapters/slack/edits.hpp"

#include "tests/doubles/fake_sleep.hpp"
#include "tests/doubles/held_http_client.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <string>
#include <vector>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using chat::Edit;
using doubles::json_response;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class EditsTest : public testing::Test {
 protected:
  template <class Token>
  void start(const std::string& message, const std::string& content, Edit weight, Token&& token) {
    asio::co_spawn(io_, edit(message, content, weight), std::forward<Token>(token));
    time_.pass({});
  }
  void start(const std::string& content, Edit weight, const std::string& message = "17.1") {
    start(message, content, weight, asio::detached);
  }

  asio::awaitable<void> edit(std::string message, std::string content, Edit weight) {
    chat::MessageRef where{.channel = "C1", .id = std::move(message)};
    chat::Message newest{.summary = content};
    const auto outcome = co_await edits_.edit(std::move(where), std::move(newest), weight);
    log_.push_back(content + (outcome ? " done" : " failed"));
  }

  /// Leaves `left` edits before the budget is used up.
  void leave(int left) {
    std::string name = "0.";
    while (client_.free("chat.update") > left) {
      start("other", Edit::lasting, name += "1");
      succeed(http_.count() - 1);
    }
    log_.clear();
    first_ = http_.count();
  }

  void succeed(std::size_t index) { http_.answer(index, json_response(200, R"({"ok":true})")); }

  /// What was sent to Slack, in order.
  std::vector<std::string> sent() {
    std::vector<std::string> texts;
    for (auto i = first_; i < http_.count(); ++i) {
      texts.push_back(nlohmann::json::parse(http_.request(i).body)["text"]);
    }
    return texts;
  }

  asio::io_context io_{1};
  doubles::FakeClock clock_{TimePoint{std::chrono::hours{24}}};
  doubles::FakeSleep time_{io_, clock_};
  doubles::HeldHttpClient http_{io_};
  WebApiClient client_{"https://slack.com/api/", Secret{"xoxb"}, http_, clock_,
                       [this](milliseconds duration) { return time_.sleep(duration); }};
  Edits edits_{client_};
  std::size_t first_ = 0;
  std::vector<std::string> log_;
};

TEST_F(EditsTest, SendsOneAtATimeAndOfThoseThatWaitTheNewestOnly) {
  start("first", Edit::progress);
  start("second", Edit::progress);
  start("third", Edit::progress);
  EXPECT_THAT(sent(), ElementsAre("first"));
  succeed(0);
  EXPECT_THAT(sent(), ElementsAre("first", "third"));
  EXPECT_THAT(log_, ElementsAre("first done"));
  succeed(1);
  EXPECT_THAT(log_, ElementsAre("first done", "second done", "third done"))
      << "who was overtaken gets the outcome of the newest";
}

TEST_F(EditsTest, KeepsMessagesApart) {
  start("one", Edit::lasting, "17.1");
  start("other", Edit::lasting, "17.2");
  EXPECT_THAT(sent(), ElementsAre("one", "other"));
}

TEST_F(EditsTest, TellsEverybodyWhoWaitsThatTheNewestFailed) {
  start("first", Edit::lasting);
  start("second", Edit::lasting);
  start("third", Edit::lasting);
  succeed(0);
  http_.answer(1, json_response(200, R"({"ok":false,"error":"message_not_found"})"));
  EXPECT_THAT(log_, ElementsAre("first done", "second failed", "third failed"));
}

TEST_F(EditsTest, LetsProgressWaitBehindProgressBecomeLasting) {
  start("running", Edit::progress);
  start("still running", Edit::progress);
  start("concluded", Edit::lasting);
  succeed(0);
  EXPECT_THAT(sent(), ElementsAre("running", "concluded"));
}

// A late edit of progress would stand in the chat for ever.
TEST_F(EditsTest, NeverLetsProgressOverwriteWhatLasts) {
  start("concluded", Edit::lasting);
  start("late", Edit::progress);
  EXPECT_THAT(log_, ElementsAre("late done"));
  start("corrected", Edit::lasting);
  start("later", Edit::progress);
  succeed(0);
  succeed(1);
  EXPECT_THAT(sent(), ElementsAre("concluded", "corrected"));
  EXPECT_THAT(log_, ElementsAre("late done", "later done", "concluded done", "corrected done"));
}

TEST_F(EditsTest, DropsProgressWhenTheBudgetRunsLow) {
  leave(11);
  start("running", Edit::progress);
  succeed(http_.count() - 1);
  start("still running", Edit::progress);
  EXPECT_THAT(sent(), ElementsAre("running"));
  EXPECT_THAT(log_, ElementsAre("running done", "still running done"));
  start("concluded", Edit::lasting);
  EXPECT_THAT(sent(), ElementsAre("running", "concluded"));
}

TEST_F(EditsTest, LetsALastingEditWaitForItsTurnAndTakesTheNewestAlong) {
  leave(0);
  start("concluded", Edit::lasting);
  start("corrected", Edit::lasting);
  EXPECT_THAT(sent(), IsEmpty());
  time_.pass(seconds{3});
  EXPECT_THAT(sent(), ElementsAre("corrected"));
}

TEST_F(EditsTest, DropsProgressThatSlackHasNoRoomFor) {
  start("running", Edit::progress);
  http_.answer(0, json_response(429, "", {{"Retry-After", "1"}}));
  EXPECT_THAT(log_, ElementsAre("running done"));
  time_.pass(seconds{5});
  EXPECT_THAT(sent(), ElementsAre("running"));
}

TEST_F(EditsTest, SendsALastingEditAgainWhenSlackHasRoom) {
  start("concluded", Edit::lasting);
  http_.answer(0, json_response(429, "", {{"Retry-After", "1"}}));
  EXPECT_THAT(log_, IsEmpty());
  time_.pass(seconds{2});
  succeed(1);
  EXPECT_THAT(log_, ElementsAre("concluded done"));
}

TEST_F(EditsTest, GoesOnWithTheNextWhereOneIsCancelled) {
  asio::cancellation_signal cancel;
  start("17.1", "first", Edit::lasting,
        asio::bind_cancellation_slot(cancel.slot(), asio::detached));
  start("second", Edit::lasting);
  cancel.emit(asio::cancellation_type::terminal);
  time_.pass({});
  EXPECT_THAT(sent(), ElementsAre("first", "second"));
  succeed(1);
  EXPECT_THAT(log_, ElementsAre("second done"));
}

TEST_F(EditsTest, TellsThoseWhoJoinedAnEditThatWasCancelled) {
  asio::cancellation_signal cancel;
  start("first", Edit::lasting);
  start("17.1", "second", Edit::lasting,
        asio::bind_cancellation_slot(cancel.slot(), asio::detached));
  start("third", Edit::lasting);
  cancel.emit(asio::cancellation_type::terminal);
  time_.pass({});
  EXPECT_THAT(log_, ElementsAre("third failed"));
}

}  // namespace
}  // namespace latchkey::slack
