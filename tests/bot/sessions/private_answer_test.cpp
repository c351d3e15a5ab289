#include "bot/sessions/private_answer.hpp"

#include "tests/doubles/fake_chat_platform.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

constexpr const char* k_reply_url = "https://hooks.example/1";

struct PrivateAnswer : testing::Test {
  doubles::FakeChatPlatform chat;
  chat::Request request;

  PrivateAnswer() {
    request.user = "U1";
    request.channel = "C1";
    request.reply_url = k_reply_url;
  }
  /// The addresses that it was said to.
  std::vector<std::string> addresses_told() {
    boost::asio::io_context context;
    chat::Message message{.summary = "hello"};
    boost::asio::co_spawn(context, answer_privately(chat, request, std::move(message)),
                          boost::asio::detached);
    context.run();
    std::vector<std::string> addresses;
    for (const auto& told : chat.told_privately) addresses.push_back(told.first);
    return addresses;
  }
};

TEST_F(PrivateAnswer, GoesToTheReplyAddress) {
  EXPECT_EQ(addresses_told(), std::vector<std::string>{k_reply_url});
}

TEST_F(PrivateAnswer, GoesToThePersonInTheChannelWhereTheReplyAddressIsUsedUp) {
  chat.next_failures = {{ErrorKind::not_found, "used up"}};
  EXPECT_EQ(addresses_told(), std::vector<std::string>{"U1"});
}

TEST_F(PrivateAnswer, GoesToThePersonInTheChannelWhereThereIsNoReplyAddress) {
  request.reply_url.clear();
  EXPECT_EQ(addresses_told(), std::vector<std::string>{"U1"});
}

TEST_F(PrivateAnswer, IsNotSaidTwiceWhereItMayHaveBeenSeen) {
  chat.next_failures = {{ErrorKind::uncertain, "no answer"}};
  EXPECT_EQ(addresses_told(), std::vector<std::string>{});
}

}  // namespace
}  // namespace latchkey
