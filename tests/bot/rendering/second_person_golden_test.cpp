// A row whose remedies one person may not have done alone, and what can be put back.
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/notices.hpp"
#include "tests/bot/rendering/golden.hpp"
#include "tests/bot/rendering/message_dump.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace latchkey::rendering {
namespace {

using doubles::k_now;

const std::string k_first = "U0DANA";
const std::string k_second = "U0LENA";
const std::string k_said = "550 5.2.1 mailbox disabled";

ActionRow row_of(std::vector<RemedyId> offered, std::vector<Press> presses) {
  return {.diagnosis_id = "d1",
          .email = doubles::jane(),
          .service = "CustomersDot",
          .offered = std::move(offered),
          .presses = std::move(presses),
          .second_person = {RemedyId::lift_suppression},
          .with_reply = true};
}

/// With what the list said, where it said something.
Press pressed(RemedyId remedy, RemedyOutcome outcome, const std::string& said = "") {
  Press press{.remedy = remedy,
              .by = outcome == RemedyOutcome::proposed ? k_first : k_second,
              .at = k_now,
              .outcome = outcome,
              .proposed_by = outcome == RemedyOutcome::proposed ? "" : k_first,
              .note = said,
              .can_be_put_back = !said.empty()};
  if (said == k_said) press.listed_since = parse_time("2026-11-10T10:00:00Z");
  return press;
}

TEST(SecondPersonGolden, AsksForIt) {
  const std::vector<RemedyId> lift = {RemedyId::lift_suppression};
  std::string page = dump(render(row_of(lift, {})));
  page += dump(render(row_of(lift, {pressed(lift[0], RemedyOutcome::proposed)})));
  page += dump(render(row_of(lift, {pressed(lift[0], RemedyOutcome::in_progress)})));
  page += dump(render(row_of(lift, {pressed(lift[0], RemedyOutcome::lifted, k_said)})));
  const std::vector<RemedyId> both = {RemedyId::lift_complaint, RemedyId::lift_unsubscribe};
  page += dump(render(row_of(both, {})));
  page += dump(render(row_of(both, {pressed(both[0], RemedyOutcome::proposed),
                                    pressed(both[1], RemedyOutcome::proposed)})));
  page += dump(render(row_of(both, {pressed(both[0], RemedyOutcome::lifted, k_said),
                                    pressed(both[1], RemedyOutcome::lifted, "no reason given")})));
  expect_golden("messages/second_person.txt", page);
}

TEST(SecondPersonGolden, PutsBack) {
  std::string page;
  for (const auto& [lift, back] : std::vector<std::pair<RemedyId, RemedyId>>{
           {RemedyId::lift_suppression, RemedyId::put_back_bounce},
           {RemedyId::lift_complaint, RemedyId::put_back_complaint},
           {RemedyId::lift_unsubscribe, RemedyId::put_back_unsubscribe}}) {
    const auto lifted = pressed(lift, RemedyOutcome::lifted, k_said);
    for (const auto outcome : {RemedyOutcome::in_progress, RemedyOutcome::put_back,
                               RemedyOutcome::failed, RemedyOutcome::dry_run}) {
      auto undone = pressed(back, outcome, outcome == RemedyOutcome::put_back ? k_said : "");
      undone.proposed_by.clear();
      if (outcome == RemedyOutcome::failed) undone.why = "Mailgun: 403 forbidden";
      if (outcome == RemedyOutcome::dry_run) {
        undone.note = "It would have put that address back on the bounce list of s.example.";
      }
      page += dump(render(row_of({lift}, {lifted, undone})));
    }
  }
  expect_golden("messages/put_back.txt", page);
}

// Confirm dialogs are 300 characters at most, whatever the address (docs.slack.dev, confirm
// object).
TEST(SecondPersonGolden, AsksInFewWordsWhateverTheAddress) {
  const auto longest = EmailAddress::parse(std::string(60, 'a') + "@" + std::string(60, 'b') + "." +
                                           std::string(60, 'c') + ".example");
  ASSERT_TRUE(longest);
  auto row = row_of({RemedyId::lift_suppression, RemedyId::lift_complaint,
                     RemedyId::lift_unsubscribe, RemedyId::put_back_unsubscribe},
                    {});
  row.email = *longest;
  row.service = std::string(40, 's');
  for (const auto& block : render(row).blocks) {
    for (const auto& button : block.buttons) {
      if (!button.confirm) continue;
      EXPECT_LE(button.confirm->text.size(), 300U) << button.confirm->text;
      EXPECT_LE(button.confirm->title.size(), 100U) << button.confirm->title;
      EXPECT_LE(button.confirm->yes.size(), 30U) << button.confirm->yes;
    }
  }
}

TEST(PressedRemedy, IsReadFromTheButtonsAction) {
  EXPECT_EQ(pressed_remedy("lift_complaint")->remedy, RemedyId::lift_complaint);
  EXPECT_FALSE(pressed_remedy("lift_complaint")->approves);
  const auto approved = pressed_remedy(approval_action(RemedyId::lift_complaint));
  ASSERT_TRUE(approved);
  EXPECT_EQ(approved->remedy, RemedyId::lift_complaint);
  EXPECT_TRUE(approved->approves);
  for (const std::string other : {"", "approve_", "recheck", "approve_recheck"}) {
    EXPECT_FALSE(pressed_remedy(other)) << other;
  }
}

}  // namespace
}  // namespace latchkey::rendering
