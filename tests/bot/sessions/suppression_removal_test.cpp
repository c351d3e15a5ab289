#include "bot/sessions/suppression_removal.hpp"

#include "bot/sessions/kept_suppression.hpp"
#include "tests/bot/sessions/pressed_button.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// The list has Jane's address.
struct LiftPress : PressedButton {
  LiftPress() : PressedButton(RemedyId::lift_suppression) {
    Suppression row;
    row.code = "550";
    row.error = "5.2.1 mailbox disabled";
    row.created_at = k_noon - 240h;
    lists.answer->rows = {row};
    options.limits = {0, 0};
  }

  [[nodiscard]] bool has_button() const {
    const auto& message = platform.posted.at(press.message).message;
    return button_of(message, "lift_suppression") != nullptr;
  }
};

// No mail leaves by it, so the customer's limit (none at all, here) does not stand in its way.
TEST_F(LiftPress, TakesTheAddressOffTheListOfBouncesOnce) {
  run();
  run();
  ASSERT_THAT(lists.lifted, SizeIs(1));
  EXPECT_EQ(lists.lifted[0].list, SuppressionList::bounces);
  EXPECT_EQ(lists.lifted[0].address, record.email);
  EXPECT_EQ(kept().outcome, RemedyOutcome::lifted);
  EXPECT_FALSE(has_button());
  EXPECT_THAT(forms.submitted, IsEmpty());
}

// So that the row could be put back, and the thread shows what was there.
TEST_F(LiftPress, KeepsWhatTheListSaidBeforeItGoes) {
  std::string kept_before;
  lists.before_lift = [&]() -> boost::asio::awaitable<void> {
    const auto presses = co_await store->presses(record.id);
    kept_before = presses.value().at(0).note;
  };
  run();
  EXPECT_EQ(kept_before, kept().note);
  EXPECT_EQ(note_words(kept().note), "550 5.2.1 mailbox disabled, since 2026-11-12T12:00:00Z");
  EXPECT_THAT(words(), HasSubstr("The list said: 550 5.2.1 mailbox disabled, since "));
}

TEST_F(LiftPress, BringsTheButtonBackWhereTheAddressIsStillListed) {
  lists.outcome = Error{ErrorKind::refused, "Mailgun: 403 forbidden"};
  run();
  EXPECT_EQ(kept().outcome, RemedyOutcome::failed);
  EXPECT_TRUE(has_button());
  EXPECT_THAT(words(), HasSubstr("The suppression was not lifted"));
  EXPECT_THAT(words(), HasSubstr("Mailgun: 403 forbidden"));
}

TEST_F(LiftPress, RemovesNothingWhereTheListCouldNotBeAsked) {
  lists.answer = Error{ErrorKind::timed_out, "Mailgun did not answer"};
  run();
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_EQ(kept().outcome, RemedyOutcome::failed);
}

TEST_F(LiftPress, IsDoneWhereSomebodyElseTookTheAddressOff) {
  lists.answer->rows.clear();
  run();
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_EQ(kept().outcome, RemedyOutcome::lifted);
  EXPECT_THAT(words(), HasSubstr("It was not on the list any more."));
}

// A complaint is the customer's will, whatever button was pressed.
TEST_F(LiftPress, NeverTouchesAComplaint) {
  lists.answer->rows[0].list = SuppressionList::complaints;
  run();
  EXPECT_THAT(lists.lifted, IsEmpty());
}

TEST_F(LiftPress, DoesNothingInADryRun) {
  dry_run = true;
  run();
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_EQ(kept().outcome, RemedyOutcome::dry_run);
}

TEST_F(LiftPress, AfterACrashLooksAtTheListAndRemovesNothing) {
  begin_only();
  run();
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_EQ(kept().outcome, RemedyOutcome::failed) << "still listed: the button is back";
  EXPECT_TRUE(has_button());
}

TEST_F(LiftPress, AfterACrashIsDoneWhereTheAddressIsOffTheList) {
  begin_only();
  lists.answer->rows.clear();
  run();
  EXPECT_EQ(kept().outcome, RemedyOutcome::lifted);
  EXPECT_FALSE(has_button());
}

/// The row of buttons under a new answer about Jane, who never confirmed her account.
struct LiftOffered : LiftPress {
  chat::Message buttons_of_answer() {
    directory.answer->rows[0].confirmed_at = Field<TimePoint>::empty();
    Process process{context.get_executor(), *this, platform, forms, *store};
    auto command = press;
    command.kind = chat::Request::Kind::command;
    command.text = "jane.doe@acme.example";
    EXPECT_TRUE(doubles::await(process.dispatcher.accept(std::move(command)), context));
    const auto until_idle = [](Dispatcher& dispatcher) -> boost::asio::awaitable<bool> {
      co_await dispatcher.idle();
      co_return true;
    };
    EXPECT_TRUE(doubles::await(until_idle(process.dispatcher), context));
    return platform.posted.at(row()).message;
  }
};

TEST_F(LiftOffered, StandsBeforeTheMailAndHelpsFirst) {
  const auto answer = buttons_of_answer();
  const auto* lift = button_of(answer, "lift_suppression");
  ASSERT_NE(lift, nullptr) << words_of(answer);
  EXPECT_EQ(lift->style, chat::Button::Style::primary);
  EXPECT_NE(button_of(answer, "resend_confirmation"), nullptr);
}

TEST_F(LiftOffered, IsNotWhatHelpsFirstWhereThereIsNoSuchMailbox) {
  lists.answer->rows[0].error = "5.1.1 user unknown";
  const auto answer = buttons_of_answer();
  const auto* lift = button_of(answer, "lift_suppression");
  ASSERT_NE(lift, nullptr) << words_of(answer);
  EXPECT_EQ(lift->style, chat::Button::Style::plain);
}

TEST_F(LiftOffered, StaysThoughNoMailIsAllowedAnyMore) {
  for (const auto* id : {"one", "two"}) {
    RemedyAttempt attempt{.diagnosis_id = id,
                          .remedy = RemedyId::resend_confirmation,
                          .customer = record.email,
                          .by = "ULENA",
                          .at = clock.now()};
    EXPECT_TRUE(doubles::await(store->begin_remedy(std::move(attempt), {}), context));
  }
  const auto answer = buttons_of_answer();
  EXPECT_NE(button_of(answer, "lift_suppression"), nullptr) << words_of(answer);
  EXPECT_EQ(button_of(answer, "resend_confirmation"), nullptr);
}

}  // namespace
}  // namespace latchkey
