// Guards against answers that are lost because the chat was away for a moment, or said twice
// because it was.
#include "bot/sessions/patient_platform.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_chat_platform.hpp"
#include "tests/doubles/fake_clock.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <string>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
using doubles::await;

const chat::Message k_hello{.summary = "hello", .blocks = {}, .tag = chat::Tag{"job", "root"}};

struct PatientPlatformTest : testing::Test {
  doubles::FakeClock clock{TimePoint{std::chrono::hours{500'000}}};
  doubles::FakeChatPlatform chat;
  PatientPlatform platform{chat, clock, {.first_pause = 1ms}};

  void fail_next(std::initializer_list<ErrorKind> kinds) {
    for (const auto kind : kinds) chat.next_failures.push_back({kind, "the chat is away"});
  }
};

TEST_F(PatientPlatformTest, SaysItWhenTheChatIsBack) {
  fail_next({ErrorKind::unreachable, ErrorKind::unavailable, ErrorKind::rate_limited,
             ErrorKind::timed_out});
  const auto root = await(platform.post("C1", "", k_hello));
  ASSERT_TRUE(root);
  fail_next({ErrorKind::unreachable, ErrorKind::unreachable, ErrorKind::unreachable});
  EXPECT_TRUE(await(platform.update(*root, k_hello, chat::Edit::lasting)));
  fail_next({ErrorKind::rate_limited});
  EXPECT_TRUE(await(platform.whisper("C1", "", "U1", k_hello)));
  fail_next({ErrorKind::rate_limited});
  EXPECT_TRUE(await(platform.reply_privately("https://hooks.example/1", k_hello)));
  EXPECT_EQ(chat.order.size(), 1U);
  EXPECT_EQ(chat.told_privately.size(), 2U);
}

TEST_F(PatientPlatformTest, PostsNothingTwice) {
  fail_next({ErrorKind::uncertain});
  const auto root = await(platform.post("C1", "", k_hello));
  ASSERT_TRUE(root);
  EXPECT_EQ(chat.order, std::vector{root->id});
}

TEST_F(PatientPlatformTest, PostsAgainWhatWasLookedForAndIsNotThere) {
  chat.makes_uncertain_posts = false;
  chat.next_search_failures = {{ErrorKind::unavailable, "the chat is away"}};
  fail_next({ErrorKind::uncertain});
  const auto root = await(platform.post("C1", "", k_hello));
  ASSERT_TRUE(root);
  EXPECT_EQ(chat.order, std::vector{root->id});
}

TEST_F(PatientPlatformTest, SaysAgainWhatOnePersonMayHaveSeen) {
  fail_next({ErrorKind::uncertain});
  EXPECT_TRUE(await(platform.whisper("C1", "", "U1", k_hello)));
  EXPECT_EQ(chat.told_privately.size(), 1U);
}

TEST_F(PatientPlatformTest, ComesBackNoEarlierThanItIsTold) {
  PatientPlatform hasty{chat, clock, {.first_pause = 1ms, .at_most = 10s}};
  chat.next_failures = {{.kind = ErrorKind::rate_limited, .what = "later", .retry_after = 11s}};
  EXPECT_EQ(await(hasty.post("C1", "", k_hello)).error().kind, ErrorKind::rate_limited);
  EXPECT_TRUE(chat.order.empty());
}

TEST_F(PatientPlatformTest, DoesNotBringBackWhatALaterEditReplaced) {
  const auto root = await(platform.post("C1", "", k_hello));
  boost::asio::io_context context;
  fail_next({ErrorKind::unreachable});
  chat::Message first = k_hello;
  first.summary = "first";
  boost::asio::co_spawn(context, platform.update(*root, first, chat::Edit::lasting),
                        boost::asio::detached);
  chat::Message second = k_hello;
  second.summary = "second";
  boost::asio::co_spawn(context, platform.update(*root, second, chat::Edit::lasting),
                        boost::asio::detached);
  context.run();
  EXPECT_EQ(chat.posted.at(root->id).message.summary, "second");
}

TEST_F(PatientPlatformTest, DoesNotGuessWhereAPostCannotBeLookedFor) {
  fail_next({ErrorKind::uncertain});
  chat::Message untagged = k_hello;
  untagged.tag.reset();
  EXPECT_EQ(await(platform.post("C1", "", untagged)).error().kind, ErrorKind::uncertain);
}

TEST_F(PatientPlatformTest, AcceptsANo) {
  fail_next({ErrorKind::refused});
  EXPECT_EQ(await(platform.post("C1", "", k_hello)).error().kind, ErrorKind::refused);
  fail_next({ErrorKind::not_found});
  EXPECT_FALSE(await(platform.reply_privately("https://hooks.example/1", k_hello)));
  EXPECT_TRUE(chat.told_privately.empty());
}

TEST_F(PatientPlatformTest, GivesUpWhenNobodyWaitsAnyMore) {
  PatientPlatform hasty{chat, clock, {.first_pause = 1ms, .at_most = 0s}};
  fail_next({ErrorKind::unreachable});
  EXPECT_FALSE(await(hasty.whisper("C1", "", "U1", k_hello)));
}

// The journal has what was to be said: the next start says it.
TEST_F(PatientPlatformTest, KeepsNoProgramFromEndingInAPause) {
  PatientPlatform slow{chat, clock, {.first_pause = 1h, .at_most = 24h}};
  fail_next({ErrorKind::unreachable});
  bool ended = false;
  {
    boost::asio::io_context context;
    boost::asio::co_spawn(
        context, slow.post("C1", "", k_hello),
        [&](const std::exception_ptr&, const Expected<chat::MessageRef>&) { ended = true; });
    context.poll();
  }
  EXPECT_FALSE(ended);
  EXPECT_TRUE(chat.order.empty());
}

TEST_F(PatientPlatformTest, ShowsProgressOnceOrNotAtAll) {
  const auto root = await(platform.post("C1", "", k_hello));
  fail_next({ErrorKind::unreachable});
  EXPECT_FALSE(await(platform.update(*root, k_hello, chat::Edit::progress)));
}

}  // namespace
}  // namespace latchkey
