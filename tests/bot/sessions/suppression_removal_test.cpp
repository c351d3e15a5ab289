#include "bot/sessions/suppression_removal.hpp"

#include "adapters/storage/sqlite_store.hpp"
#include "bot/sessions/kept_suppression.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A row with the button "Lift suppression" and @dana's press of it. The list has Jane's address.
struct LiftPress : testing::Test, ChatWorld {
  LiftPress() {
    Suppression row;
    row.code = "550";
    row.error = "5.2.1 mailbox disabled";
    row.created_at = k_noon - 240h;
    lists.answer->rows = {row};
    EXPECT_TRUE(doubles::await(store->record_diagnosis(record), context));
    chat::Message buttons;
    const auto posted =
        doubles::await(platform.post("CSUPPORT", "root", std::move(buttons)), context);
    press.message = posted.value().id;
  }

  void run() {
    RemedySession session{platform,
                          authorization,
                          {{"CustomersDot", &forms}},
                          {{service, &directory, &mail, &lists}},
                          *store,
                          watch,
                          clock,
                          {.limits = {0, 0}, .dry_run = dry_run}};
    doubles::await(session.run(job, press, {RemedyId::lift_suppression}, record), context);
  }
  /// The process was killed right after it had begun.
  void begin_only() {
    RemedyAttempt attempt{.diagnosis_id = record.id,
                          .remedy = RemedyId::lift_suppression,
                          .customer = record.email,
                          .by = press.user,
                          .at = clock.now(),
                          .press = job.id};
    EXPECT_TRUE(doubles::await(store->begin_remedy(std::move(attempt), {}), context));
    clock.advance(10min);
  }
  RemedyPress kept() { return doubles::await(store->presses(record.id), context).value().at(0); }
  [[nodiscard]] std::string words() const {
    return words_of(platform.posted.at(press.message).message);
  }
  [[nodiscard]] bool has_button() const {
    const auto& message = platform.posted.at(press.message).message;
    return button_of(message, "lift_suppression") != nullptr;
  }

  boost::asio::io_context context;
  std::unique_ptr<Store> store = storage::open_memory_store().value();
  MailWatch watch{context.get_executor(), *store, clock,
                  [](FollowUp) -> boost::asio::awaitable<void> { co_return; }};
  Authorization authorization{rules, platform};
  Job job{.number = 1, .id = "press"};
  DiagnosisRecord record{.id = "diagnosis",
                         .email = EmailAddress::parse("jane.doe@acme.example").value(),
                         .service = "CustomersDot",
                         .asked_by = "UDANA",
                         .asked_at = clock.now(),
                         .channel = "CSUPPORT",
                         .offered = {RemedyId::lift_suppression}};
  chat::Request press{.kind = chat::Request::Kind::action,
                      .dedupe_key = "key",
                      .user = "UDANA",
                      .user_team = "T1",
                      .team = "T1",
                      .channel = "CSUPPORT",
                      .received = clock.now()};
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
