#include "adapters/slack/posts.hpp"

#include "tests/doubles/fake_sleep.hpp"
#include "tests/doubles/held_http_client.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using doubles::json_response;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;

const chat::Tag k_tag{.job = "j1", .step = "root"};

std::string posted_at(const std::string& ts) {
  return R"({"ok":true,"channel":"C1","ts":")" + ts + "\"}";
}

class PostsTest : public testing::Test {
 protected:
  void start(const std::string& thread, const std::string& text,
             std::optional<chat::Tag> tag = {}) {
    asio::co_spawn(io_, post(thread, text, std::move(tag)), asio::detached);
    time_.pass({});
  }

  asio::awaitable<void> post(std::string thread, std::string text, std::optional<chat::Tag> tag) {
    chat::Message message{.summary = text, .tag = std::move(tag)};
    const auto posted = co_await posts_.post("C1", std::move(thread), std::move(message));
    outcome_ = posted;
    log_.push_back(text + (posted ? " at " + posted->id : " failed"));
  }

  /// Answers the newest request.
  void answer(Expected<http::Response> with) { http_.answer(http_.count() - 1, std::move(with)); }
  void answer(const std::string& body) { answer(json_response(200, body)); }

  /// "chat.postMessage Hello" of each request.
  std::vector<std::string> sent() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < http_.count(); ++i) {
      const auto& request = http_.request(i);
      const auto method = request.url.substr(request.url.rfind('/') + 1);
      const auto body = nlohmann::json::parse(request.body, nullptr, false);
      all.push_back(body.is_object() ? method + " " + body.value("text", "") : method);
    }
    return all;
  }

  /// The fate of the post under way stays open; the search for it begins.
  void lose_the_answer() {
    answer(Error{ErrorKind::uncertain, "Slack gave no answer in time"});
    time_.pass(seconds{2});
    if (sent().back() == "auth.test") answer(R"({"ok":true,"user_id":"U0BOT","bot_id":"B0BOT"})");
  }

  asio::io_context io_{1};
  doubles::FakeClock clock_{TimePoint{std::chrono::hours{24}}};
  doubles::FakeSleep time_{io_, clock_};
  Sleep sleep_ = [this](milliseconds duration) { return time_.sleep(duration); };
  doubles::HeldHttpClient http_{io_};
  WebApiClient client_{"https://slack.com/api/", Secret{"xoxb"}, http_, clock_, sleep_};
  Ourselves ourselves_{client_};
  TaggedMessages tagged_messages_{client_, ourselves_};
  Posts posts_{client_, tagged_messages_, clock_, sleep_};
  std::optional<Expected<chat::MessageRef>> outcome_;
  std::vector<std::string> log_;
};

constexpr const char* k_found =
    R"({"ok":true,"messages":[{"ts":"17.1","bot_id":"B0BOT","user":"U0BOT","metadata":
        {"event_type":"latchkey_step","event_payload":{"job":"j1","step":"root"}}}]})";
constexpr const char* k_not_found = R"({"ok":true,"messages":[]})";

TEST_F(PostsTest, PostOneAfterTheOtherWithinAThread) {
  start("17.0", "first");
  start("17.0", "second");
  start("18.0", "elsewhere");
  EXPECT_THAT(sent(), ElementsAre("chat.postMessage first", "chat.postMessage elsewhere"));
  http_.answer(0, json_response(200, posted_at("17.1")));
  EXPECT_THAT(sent(), ElementsAre("chat.postMessage first", "chat.postMessage elsewhere",
                                  "chat.postMessage second"));
}

// Root messages of different questions need not wait for each other's answers.
TEST_F(PostsTest, BeginAtTheTopLevelInTheirOrder) {
  start("", "first");
  start("", "second");
  EXPECT_THAT(sent(), ElementsAre("chat.postMessage first", "chat.postMessage second"));
}

TEST_F(PostsTest, SendARefusedPostAgainBeforeThoseThatCameLater) {
  for (const char* text : {"first", "second", "third", "fourth", "fifth"}) start("", text);
  EXPECT_EQ(http_.count(), 4U) << "the burst";
  http_.answer(1, json_response(429, "", {{"Retry-After", "10"}}));
  http_.answer(0, json_response(429, "", {{"Retry-After", "10"}}));
  time_.pass(seconds{9});
  EXPECT_EQ(http_.count(), 4U);
  time_.pass(seconds{4});
  const auto all = sent();
  EXPECT_THAT(
      std::vector(all.begin() + 4, all.end()),
      ElementsAre("chat.postMessage first", "chat.postMessage second", "chat.postMessage fifth"));
}

TEST_F(PostsTest, FindAPostWhoseAnswerWasLostByItsTag) {
  start("", "Hello", k_tag);
  lose_the_answer();
  EXPECT_THAT(sent(), ElementsAre("chat.postMessage Hello", "auth.test", "conversations.history"));
  answer(k_found);
  EXPECT_THAT(log_, ElementsAre("Hello at 17.1"));
}

TEST_F(PostsTest, LookForAReplyInItsThread) {
  start("17.0", "Hello", k_tag);
  lose_the_answer();
  EXPECT_EQ(sent().back(), "conversations.replies");
  answer(k_found);
  EXPECT_THAT(log_, ElementsAre("Hello at 17.1"));
}

TEST_F(PostsTest, PostOnceMoreWhatIsNotThere) {
  start("", "Hello", k_tag);
  lose_the_answer();
  answer(k_not_found);
  EXPECT_EQ(sent().back(), "chat.postMessage Hello");
  answer(posted_at("17.2"));
  EXPECT_THAT(log_, ElementsAre("Hello at 17.2"));
}

TEST_F(PostsTest, PostNoThirdTime) {
  start("", "Hello", k_tag);
  lose_the_answer();
  answer(k_not_found);
  lose_the_answer();
  answer(k_not_found);
  EXPECT_THAT(log_, ElementsAre("Hello failed"));
  EXPECT_EQ(outcome_->error().kind, ErrorKind::uncertain);
}

TEST_F(PostsTest, FindTheSecondPostToo) {
  start("", "Hello", k_tag);
  lose_the_answer();
  answer(k_not_found);
  lose_the_answer();
  answer(k_found);
  EXPECT_THAT(log_, ElementsAre("Hello at 17.1"));
}

TEST_F(PostsTest, LeaveTheFateOpenWhereLookingFails) {
  start("", "Hello", k_tag);
  lose_the_answer();
  answer(R"({"ok":false,"error":"missing_scope"})");
  EXPECT_THAT(log_, ElementsAre("Hello failed"));
  EXPECT_EQ(outcome_->error().kind, ErrorKind::uncertain);
}

TEST_F(PostsTest, LookForNothingWithoutATag) {
  start("", "Hello");
  answer(json_response(500, ""));
  EXPECT_THAT(sent(), ElementsAre("chat.postMessage Hello"));
  EXPECT_EQ(outcome_->error().kind, ErrorKind::uncertain);
}

TEST_F(PostsTest, LookForAMessageThatSlackDoesNotPlace) {
  start("", "Hello", k_tag);
  answer(R"({"ok":true})");
  time_.pass(seconds{2});
  EXPECT_EQ(sent().back(), "auth.test");
}

TEST_F(PostsTest, DoNotLookWhereSlackRefusedThePost) {
  start("", "Hello", k_tag);
  answer(R"({"ok":false,"error":"not_in_channel"})");
  EXPECT_EQ(outcome_->error().kind, ErrorKind::not_found);
  EXPECT_EQ(http_.count(), 1U);
}

/// The turns of all that post in the name of one app, as a store gives them that they share
/// (storage::take_turn).
class SharedTurns {
 public:
  SharedTurns(const Clock& clock, Sleep sleep) : clock_(clock), sleep_(std::move(sleep)) {}

  Posts::SharedTurn of_one() {
    return [this](std::string channel) { return wait_in(std::move(channel)); };
  }

 private:
  asio::awaitable<void> wait_in(std::string channel) {
    auto& next = next_[channel];
    const auto turn = std::max(clock_.now(), next);
    next = turn + seconds{1};
    const auto at = turn - seconds{3};
    if (at > clock_.now()) {
      co_await sleep_(std::chrono::ceil<milliseconds>(at - clock_.now()));
    }
  }

  const Clock& clock_;
  Sleep sleep_;
  std::map<std::string, TimePoint> next_;
};

class SharedPostsTest : public PostsTest {
 protected:
  /// One message of each process, into the same channel.
  void start_in_both(const std::string& text) {
    for (auto* posts : {&one_, &other_}) {
      auto posted = posts->post("C1", "", chat::Message{.summary = text});
      asio::co_spawn(io_, std::move(posted), asio::detached);
    }
    time_.pass({});
  }
  WebApiClient others_client_{"https://slack.com/api/", Secret{"xoxb"}, http_, clock_, sleep_};
  SharedTurns turns_{clock_, sleep_};
  Posts one_{client_, tagged_messages_, clock_, sleep_, turns_.of_one()};
  Posts other_{others_client_, tagged_messages_, clock_, sleep_, turns_.of_one()};
};

// Each by itself would send four at once, and one more each second.
TEST_F(SharedPostsTest, KeepSlacksRateOfAChannelTogether) {
  for (const char* text : {"1", "2", "3", "4", "5"}) start_in_both(text);
  EXPECT_EQ(http_.count(), 4U) << "the burst";
  for (std::size_t second = 1; second <= 6; ++second) {
    time_.pass(seconds{1});
    EXPECT_EQ(http_.count(), 4 + second);
  }
}

// A turn that is taken too early runs out before it can be used, or keeps those of others waiting.
TEST_F(SharedPostsTest, TakeTheNextTurnWhenTheFormerOneIsUsed) {
  int taken = 0;
  Posts posts{client_, tagged_messages_, clock_, sleep_,
              [&](std::string /*channel*/) -> asio::awaitable<void> {
                ++taken;
                co_await sleep_(seconds{10});
              }};
  for (const char* text : {"first", "second"}) {
    auto posted = posts.post("C1", "", chat::Message{.summary = text});
    asio::co_spawn(io_, std::move(posted), asio::detached);
  }
  time_.pass(seconds{9});
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(http_.count(), 0U);
  time_.pass(seconds{1});
  EXPECT_EQ(taken, 2);
  EXPECT_THAT(sent(), ElementsAre("chat.postMessage first"));
}

}  // namespace
}  // namespace latchkey::slack
