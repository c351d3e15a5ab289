// What one person may not have done alone: the second pair of eyes, and what it may not be.
#include "tests/bot/sessions/dispatched.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string k_approve_lift = "approve_lift_suppression";

/// Jane's address is on a list, and lifting it takes two people.
struct SecondPerson : Dispatched {
  SecondPerson() {
    second_person = {RemedyId::lift_suppression};
    process = begin();
    lists.takes_effect = true;
    put_on(SuppressionList::bounces);
  }

  void put_on(SuppressionList list) {
    Suppression row{.list = list};
    if (list == SuppressionList::bounces) {
      row.code = "550";
      row.error = "5.2.1 mailbox disabled";
    }
    row.created_at = k_noon - 240h;
    lists.answer->rows = {row};
  }
  void ask() { handle(command("jane.doe@acme.example")); }
  void press_button(const std::string& action, const std::string& user) {
    handle(press(row(), action, user));
  }
  [[nodiscard]] const chat::Button* button(const std::string& action) const {
    return button_of(platform.posted.at(row()).message, action);
  }
  [[nodiscard]] std::string shown() const { return words_of(platform.posted.at(row()).message); }
  [[nodiscard]] std::string told() const {
    return platform.told_privately.empty() ? "" : words_of(platform.told_privately.back().second);
  }
  /// "refused same_person", of the newest entries about this remedy.
  std::string newest_entry() {
    const auto all = doubles::await(store->entries({}), context).value();
    return all.back().entry.action + " " + all.back().entry.result;
  }
};

TEST_F(SecondPerson, IsAskedForByTheFirstPressWhichDoesNothing) {
  ask();
  ASSERT_NE(button("lift_suppression"), nullptr);
  EXPECT_THAT(button("lift_suppression")->confirm->text, HasSubstr("second person has to approve"));
  press_button("lift_suppression", "UDANA");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(shown(), HasSubstr("wants to lift the suppression of"));
  EXPECT_THAT(shown(), HasSubstr("needs another pair of eyes"));
  EXPECT_EQ(button("lift_suppression"), nullptr);
  ASSERT_NE(button(k_approve_lift), nullptr);
  EXPECT_EQ(button(k_approve_lift)->label, "Approve");
  EXPECT_EQ(newest_entry(), "proposed ");
}

TEST_F(SecondPerson, LetsItThroughOnce) {
  ask();
  press_button("lift_suppression", "UDANA");
  press_button(k_approve_lift, "ULENA");
  ASSERT_THAT(lists.lifted, SizeIs(1));
  EXPECT_THAT(shown(), HasSubstr("lifted the suppression of"));
  EXPECT_THAT(shown(), HasSubstr(", as ")) << "who had asked is named";
  EXPECT_EQ(newest_entry(), "finished lifted");
  EXPECT_EQ(button(k_approve_lift), nullptr);
}

TEST_F(SecondPerson, IsNotTheSamePerson) {
  ask();
  press_button("lift_suppression", "UDANA");
  press_button(k_approve_lift, "UDANA");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("somebody else has to press"));
  EXPECT_NE(button(k_approve_lift), nullptr) << "it still waits";
  EXPECT_EQ(newest_entry(), "refused same_person");
}

TEST_F(SecondPerson, IsNobodyWhoMayNot) {
  ask();
  press_button("lift_suppression", "UDANA");
  press_button(k_approve_lift, "UEVE");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("may take addresses off suppression lists"));
  EXPECT_EQ(newest_entry(), "refused not_permitted");
}

// Who left the team between the two presses is no first pair of eyes any more.
TEST_F(SecondPerson, DoesNotMakeUpForAFirstOneWhoMayNotAnyMore) {
  ask();
  press_button("lift_suppression", "UDANA");
  platform.groups["@support-team"] = {"ULENA"};
  press_button(k_approve_lift, "ULENA");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("who may not any more"));
}

TEST_F(SecondPerson, IsToldToApproveWhereBothPressedTheFirstButton) {
  ask();
  auto second = press(row(), "lift_suppression", "ULENA");
  press_button("lift_suppression", "UDANA");
  handle(std::move(second));
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("yours, if you press “Approve”"));
}

// Nobody can approve what nobody asked for, whatever a client sends.
TEST_F(SecondPerson, ApprovesNothingThatWasNotAskedFor) {
  ask();
  press_button(k_approve_lift, "ULENA");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_EQ(newest_entry(), "refused not_proposed");
}

TEST_F(SecondPerson, PressesCountForFiveMinutes) {
  ask();
  press_button("lift_suppression", "UDANA");
  auto late = press(row(), k_approve_lift, "ULENA");
  clock.advance(6min);
  handle(std::move(late));
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("more than five minutes"));
}

TEST_F(SecondPerson, MayComeHoursLaterButNotAfterADay) {
  ask();
  press_button("lift_suppression", "UDANA");
  clock.advance(25h);
  press_button(k_approve_lift, "ULENA");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("too old to act on"));
}

TEST_F(SecondPerson, IsWaitedForAcrossARestart) {
  ask();
  press_button("lift_suppression", "UDANA");
  restart();
  EXPECT_THAT(lists.lifted, IsEmpty());
  press_button(k_approve_lift, "ULENA");
  EXPECT_THAT(lists.lifted, SizeIs(1));
}

TEST_F(SecondPerson, MayBeWantedForAMail) {
  lists.answer->rows.clear();
  second_person = {RemedyId::resend_confirmation};
  process = begin();
  ask();
  press_button("resend_confirmation", "UDANA");
  EXPECT_THAT(forms.submitted, IsEmpty());
  press_button("approve_resend_confirmation", "ULENA");
  EXPECT_THAT(forms.submitted, SizeIs(1));
}

TEST_F(SecondPerson, IsNotWantedForWhatIsNotListed) {
  second_person.clear();
  process = begin();
  ask();
  press_button("lift_suppression", "UDANA");
  EXPECT_THAT(lists.lifted, SizeIs(1));
}

// Complaints and unsubscribes are the customer's will: never one person alone, whatever is
// configured.
TEST_F(SecondPerson, IsAlwaysWantedAgainstTheCustomersWill) {
  second_person.clear();
  process = begin();
  for (const auto& [list, name] : std::map<SuppressionList, std::string>{
           {SuppressionList::complaints, "lift_complaint"},
           {SuppressionList::unsubscribes, "lift_unsubscribe"}}) {
    put_on(list);
    lists.lifted.clear();
    ask();
    ASSERT_NE(button(name), nullptr) << shown();
    EXPECT_EQ(button(name)->style, chat::Button::Style::plain);
    EXPECT_EQ(button(name)->confirm->yes, "The customer asked for it");
    EXPECT_EQ(button("lift_suppression"), nullptr);
    press_button(name, "UDANA");
    EXPECT_THAT(lists.lifted, IsEmpty());
    press_button("approve_" + name, "ULENA");
    ASSERT_THAT(lists.lifted, SizeIs(1));
    EXPECT_EQ(lists.lifted[0].list, list);
    clock.advance(2h);
  }
}

/// Lifted by one person, and what can be undone.
struct PutBack : SecondPerson {
  PutBack() {
    second_person.clear();
    process = begin();
    ask();
    before = lists.answer->rows.at(0);
    press_button("lift_suppression", "UDANA");
  }
  Suppression before;
};

TEST_F(PutBack, RestoresTheRowAsItWas) {
  ASSERT_NE(button("put_back_bounce"), nullptr) << shown();
  press_button("put_back_bounce", "ULENA");
  ASSERT_THAT(lists.returned, SizeIs(1));
  const auto& row = lists.returned[0].row;
  EXPECT_EQ(row.list, before.list);
  EXPECT_EQ(row.code, before.code);
  EXPECT_EQ(row.error, before.error);
  EXPECT_EQ(row.created_at, before.created_at);
  EXPECT_EQ(lists.returned[0].address.full(), "jane.doe@acme.example");
  EXPECT_THAT(shown(), HasSubstr("put back the suppression of"));
  EXPECT_THAT(shown(), HasSubstr("550 5.2.1 mailbox disabled, since "));
  EXPECT_EQ(button("put_back_bounce"), nullptr);
  EXPECT_EQ(newest_entry(), "finished put_back");
}

TEST_F(PutBack, HappensOnce) {
  auto second = press(row(), "put_back_bounce", "UDANA");
  press_button("put_back_bounce", "ULENA");
  handle(std::move(second));
  EXPECT_THAT(lists.returned, SizeIs(1));
  EXPECT_THAT(told(), HasSubstr("here before you"));
}

TEST_F(PutBack, LeavesARowThatIsThereByNowAsItIs) {
  auto newer = before;
  newer.error = "5.1.1 user unknown";
  lists.answer->rows = {newer};
  press_button("put_back_bounce", "ULENA");
  EXPECT_THAT(lists.returned, IsEmpty());
  EXPECT_THAT(shown(), HasSubstr("550 5.1.1 user unknown"));
}

TEST_F(PutBack, IsOnlyForWhoMayLift) {
  press_button("put_back_bounce", "UEVE");
  EXPECT_THAT(lists.returned, IsEmpty());
  EXPECT_THAT(told(), HasSubstr("may put addresses back"));
}

TEST_F(PutBack, BringsItsButtonBackWhereItFailed) {
  lists.outcome = Error{ErrorKind::refused, "Mailgun: 403 forbidden"};
  lists.takes_effect = false;
  press_button("put_back_bounce", "ULENA");
  EXPECT_THAT(shown(), HasSubstr("was not put back"));
  EXPECT_NE(button("put_back_bounce"), nullptr);
}

/// Nothing is sent or done, but everything before it is.
struct DryRun : SecondPerson {
  DryRun() {
    dry_run = true;
    process = begin();
    ask();
  }
};

TEST_F(DryRun, SaysWhatItWouldHaveDoneAfterBothPresses) {
  press_button("lift_suppression", "UDANA");
  EXPECT_THAT(shown(), HasSubstr("needs another pair of eyes"));
  press_button(k_approve_lift, "ULENA");
  EXPECT_THAT(lists.lifted, IsEmpty());
  EXPECT_THAT(shown(), HasSubstr("It would have taken that address off the bounce list of "
                                 "customers.example."));
  EXPECT_EQ(newest_entry(), "finished dry_run");
}

TEST_F(DryRun, NamesTheFormThatItWouldHaveSent) {
  press_button("resend_confirmation", "UDANA");
  EXPECT_THAT(forms.submitted, IsEmpty());
  EXPECT_THAT(shown(), HasSubstr("would resend the confirmation for"));
  EXPECT_THAT(shown(), HasSubstr("the form https://customers.example/confirmation/new"));
}

TEST_F(DryRun, RefusesWhoMayNot) {
  press_button("resend_confirmation", "UEVE");
  EXPECT_THAT(told(), HasSubstr("may resend confirmations"));
  EXPECT_THAT(shown(), testing::Not(HasSubstr("would resend")));
}

}  // namespace
}  // namespace latchkey
