#include "bot/sessions/dispatcher.hpp"

#include "bot/rendering/address_modal.hpp"
#include "tests/bot/sessions/dispatched.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace latchkey {
namespace {

TEST_F(Dispatched, ACommandGetsARootMessageThatTurnsIntoTheConclusion) {
  handle(command("jane.doe@acme.example"));
  ASSERT_EQ(platform.order.size(), 2U) << "the conclusion, and one reply";
  const auto& root = platform.posted.at(platform.order[0]);
  EXPECT_TRUE(root.thread.empty());
  EXPECT_NE(words_of(root.first).find("jane.doe@acme.example"), std::string::npos);
  EXPECT_NE(words_of(root.message).find("never confirmed"), std::string::npos)
      << words_of(root.message);
  EXPECT_EQ(platform.posted.at(row()).thread, platform.order[0]);
}

TEST_F(Dispatched, ARedeliveredCommandIsAcknowledgedAndNotAnsweredAgain) {
  const auto typed = command("jane.doe@acme.example");
  handle(typed);
  const auto posts = platform.order.size();
  handle(typed);
  EXPECT_EQ(platform.order.size(), posts);
}

// More at once than acknowledging makes way for: what had to wait must be begun afterwards.
TEST_F(Dispatched, AFloodIsAcknowledgedWholeAndThenAnsweredWhole) {
  constexpr std::ptrdiff_t k_many = 60;
  std::ptrdiff_t acknowledged = 0;
  for (std::ptrdiff_t i = 0; i < k_many; ++i) {
    const auto asker = "U" + std::to_string(i);
    platform.people[asker] = {.id = asker};
    platform.groups["@support-team"].push_back(asker);
    auto typed = command("jane" + std::to_string(i) + "@acme.example", asker);
    boost::asio::co_spawn(
        context, process->dispatcher.accept(std::move(typed)),
        [&](const std::exception_ptr&, const Expected<chat::Acknowledgement>& answer) {
          if (answer) ++acknowledged;
        });
  }
  context.restart();
  while (acknowledged < k_many && context.run_one() > 0) {
  }
  ASSERT_TRUE(doubles::await(until_idle(), context));
  EXPECT_EQ(acknowledged, k_many);
  const auto roots =
      std::count_if(platform.order.begin(), platform.order.end(),
                    [&](const auto& id) { return platform.posted.at(id).thread.empty(); });
  EXPECT_EQ(roots, k_many);
}

TEST_F(Dispatched, ACommandOfAStrangerIsRefusedInPrivateAndAsksNobody) {
  handle(command("jane.doe@acme.example", "UEVE"));
  EXPECT_TRUE(platform.order.empty());
  EXPECT_TRUE(directory.asked.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
  EXPECT_EQ(words_of(platform.told_privately[0].second).find("jane"), std::string::npos);
}

TEST_F(Dispatched, TwoAddressesAreAnsweredInPrivate) {
  handle(command("a@b.example c@d.example"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, NothingTypedOpensTheForm) {
  handle(command(""));
  ASSERT_EQ(platform.modals.size(), 1U);
  EXPECT_EQ(platform.modals[0].action, rendering::k_address_modal);
}

// A trigger lives three seconds; the person must not be left without a word.
TEST_F(Dispatched, AFormThatCannotBeOpenedBecomesALineInPrivate) {
  platform.refuses_modals = Error{ErrorKind::invalid, "expired_trigger_id"};
  handle(command(""));
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, ASubmittedFormAnswersWhereItWasOpened) {
  handle(command(""));
  auto submitted = request(chat::Request::Kind::submission, "UDANA");
  submitted.channel.clear();
  submitted.context = platform.modals[0].context;
  submitted.fields[std::string{rendering::k_address_input}] = "jane.doe@acme.example";
  handle(submitted);
  ASSERT_FALSE(platform.order.empty());
  EXPECT_EQ(platform.posted.at(platform.order[0]).channel, "CSUPPORT");
}

TEST_F(Dispatched, AWrongAddressIsCorrectedInTheFormAndTheKeyStaysFree) {
  handle(command(""));
  auto submitted = request(chat::Request::Kind::submission, "UDANA");
  submitted.context = platform.modals[0].context;
  submitted.fields[std::string{rendering::k_address_input}] = "nonsense";
  const auto refused = accept(submitted);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->errors.count(std::string{rendering::k_address_input}), 1U);
  submitted.fields[std::string{rendering::k_address_input}] = "jane.doe@acme.example";
  handle(submitted);
  EXPECT_FALSE(platform.order.empty());
}

TEST_F(Dispatched, TheFourthQuestionInAMinuteIsRefused) {
  for (const std::string name : {"ann", "ben", "cem"}) handle(command(name + "@acme.example"));
  const auto posts = platform.order.size();
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(platform.order.size(), posts);
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, AMentionIsAnsweredInItsOwnThread) {
  auto mention = request(chat::Request::Kind::mention, "UDANA");
  mention.text = "diagnose jane.doe@acme.example";
  mention.message = "question";
  handle(mention);
  ASSERT_FALSE(platform.order.empty());
  for (const auto& id : platform.order) EXPECT_EQ(platform.posted.at(id).thread, "question");
}

// Who lost the permission between the press and the form must not cause a mail any more.
TEST_F(Dispatched, ThePermissionIsAskedAfreshBeforeTheForm) {
  handle(command("jane.doe@acme.example"));
  platform.asked_now.clear();
  handle(press(row(), "resend_confirmation"));
  EXPECT_FALSE(platform.asked_now.empty());
}

TEST_F(Dispatched, NotInTheChannelTheAskerAloneGetsTheAnswerWithoutButtons) {
  platform.channels["CSUPPORT"].member = false;
  handle(command("jane.doe@acme.example"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
  const auto& answer = platform.told_privately[0].second;
  EXPECT_NE(words_of(answer).find("/invite"), std::string::npos) << words_of(answer);
  EXPECT_EQ(button_of(answer, "resend_confirmation"), nullptr);
}

TEST_F(Dispatched, APostThatIsRefusedBecomesAPrivateAnswer) {
  platform.refuses_posts = Error{ErrorKind::not_found, "not_in_channel"};
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

}  // namespace
}  // namespace latchkey
