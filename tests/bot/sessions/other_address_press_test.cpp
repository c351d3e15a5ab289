// "Check ADDRESS": the account seems to have another address, and a press asks about that one, in
// the same thread.
#include "tests/bot/sessions/dispatched.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

const std::string k_check = "check_other_address";

/// jane_doe@acme.example has an account, too, and @dana has asked about jane.doe@acme.example.
struct OtherAddressPress : Dispatched {
  OtherAddressPress() {
    auto other = never_confirmed("jane_doe@acme.example");
    other.id = "5";
    other.confirmed_at = k_noon - 240h;
    directory.answer->rows.push_back(other);
    handle(command("jane.doe@acme.example since:13d"));
    first_row = row();
    posts = platform.order.size();
  }

  [[nodiscard]] chat::Request check(const std::string& user = "UDANA") {
    return press(first_row, k_check, user);
  }
  [[nodiscard]] const chat::Message& first() const { return platform.posted.at(first_row).message; }
  /// Roots of the other address's diagnosis in the thread.
  [[nodiscard]] int answers() const {
    int count = 0;
    for (const auto& [id, posted] : platform.posted) {
      const bool root = posted.message.summary.find("· jane_doe@acme.example") != std::string::npos;
      count += root ? 1 : 0;
    }
    return count;
  }

  std::string first_row;
  std::size_t posts = 0;
};

TEST_F(OtherAddressPress, IsOfferedWithTheAddress) {
  const auto* button = button_of(first(), k_check);
  ASSERT_NE(button, nullptr);
  EXPECT_EQ(button->label, "Check jane_doe@acme.example");
  EXPECT_THAT(button->value, Not(HasSubstr("jane")));
}

TEST_F(OtherAddressPress, AnswersInTheSameThreadWithButtonsOfItsOwn) {
  const auto thread = platform.posted.at(first_row).thread;
  handle(check());
  ASSERT_THAT(platform.order, SizeIs(posts + 2));
  for (auto i = posts; i < platform.order.size(); ++i) {
    EXPECT_EQ(platform.posted.at(platform.order[i]).thread, thread);
  }
  EXPECT_EQ(answers(), 1);
  const auto& row_of_other = platform.posted.at(row()).message;
  EXPECT_EQ(button_of(row_of_other, k_check)->label, "Check jane.doe@acme.example");
  EXPECT_NE(button_of(row_of_other, rendering::k_recheck), nullptr);
}

TEST_F(OtherAddressPress, AsksForTheSameSiteAndTheSameTime) {
  handle(check());
  EXPECT_EQ(mail.asked.back().recipient.full(), "jane_doe@acme.example");
  EXPECT_EQ(mail.asked.back().window.to - mail.asked.back().window.from, 24h * 13);
}

TEST_F(OtherAddressPress, TakesTheButtonAwayAndSaysWhoChecked) {
  handle(check());
  EXPECT_EQ(button_of(first(), k_check), nullptr);
  EXPECT_NE(button_of(first(), "resend_confirmation"), nullptr) << "the others stay";
  EXPECT_THAT(words_of(first()), HasSubstr("🔎 UDANA checked jane_doe@acme.example"));
}

TEST_F(OtherAddressPress, IsLetThroughOnce) {
  const auto late = check("ULENA");
  const auto again = check();
  handle(again);
  handle(late);
  handle(again);
  EXPECT_EQ(answers(), 1);
  ASSERT_THAT(platform.told_privately, SizeIs(1));
  EXPECT_EQ(platform.told_privately[0].first, "ULENA");
}

// Whoever may ask may press it; it changes nothing.
TEST_F(OtherAddressPress, NeedsThePermissionToAskAndNoOther) {
  handle(check("UEVE"));
  EXPECT_EQ(answers(), 0);
  ASSERT_THAT(platform.told_privately, SizeIs(1));
  EXPECT_THAT(platform.told_privately[0].second.summary, HasSubstr("run sign-in checks"));
  rules.remediate.clear();
  restart();
  handle(check());
  EXPECT_EQ(answers(), 1);
}

TEST_F(OtherAddressPress, CountsAsAQuestionOfWhoPressed) {
  handle(command("ann@acme.example"));
  handle(command("ben@acme.example"));
  handle(check());
  EXPECT_EQ(answers(), 0);
  ASSERT_THAT(platform.told_privately, SizeIs(1));
  EXPECT_NE(button_of(first(), k_check), nullptr) << "it can be pressed in a minute";
  const auto recorded = doubles::await(store->entries({}), context).value();
  EXPECT_EQ(recorded.back().entry.result, "too_many_questions");
  clock.advance(61s);
  handle(check());
  EXPECT_EQ(answers(), 1);
}

TEST_F(OtherAddressPress, IsAnsweredAfterACrash) {
  take_only(check());
  restart();
  EXPECT_EQ(answers(), 1);
  EXPECT_EQ(button_of(first(), k_check), nullptr);
}

TEST_F(OtherAddressPress, CountsForNoLimitOfMails) {
  handle(check());
  handle(press(row(), "resend_confirmation"));
  EXPECT_THAT(forms.submitted, SizeIs(1));
}

// The evidence under the buttons is forgotten after two days, and with it the address.
TEST_F(OtherAddressPress, IsStaleWhereTheAddressIsForgotten) {
  const auto pressed = check();
  ASSERT_TRUE(doubles::await(store->forget_details_before(clock.now() + 1h), context));
  handle(pressed);
  EXPECT_EQ(answers(), 0);
  EXPECT_THAT(platform.told_privately, SizeIs(1));
}

}  // namespace
}  // namespace latchkey
