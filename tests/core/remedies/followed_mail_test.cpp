// One test for each row of the table in followed_mail.hpp, and for which mail it is that is judged.
#include "core/remedies/followed_mail.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

using doubles::history;
using doubles::k_confirmation;
using doubles::k_now;
using doubles::k_reset;
using doubles::mail;
using doubles::minutes;
using std::chrono::seconds;
using Told = MailEventType;

/// Pressed ten minutes ago.
const TimePoint k_asked = k_now - minutes{10};
const FollowedMail k_mail{MailKind::confirmation, k_asked};
const TimePoint k_hour_over = k_asked + k_followed_for;

std::optional<MailEnding> ending(const Expected<MailHistory>& log, TimePoint now = k_now) {
  return ending_of(k_mail, doubles::customers_dot(), log, now);
}

/// A confirmation that was accepted right after the press, and this line a second later.
MailHistory sent(Told type, std::string reason, std::optional<int> code, std::string detail = "") {
  auto lines = mail(k_confirmation, k_asked + seconds{2}, {Told::accepted, type});
  lines.back().reason = std::move(reason);
  lines.back().code = code;
  lines.back().detail = std::move(detail);
  lines.back().mx_host = "mx1.acme.example";
  return history({lines});
}

void expect_end(MailEnd end, const Expected<MailHistory>& log) {
  for (const auto now : {k_now, k_hour_over}) {
    const auto found = ending(log, now);
    ASSERT_TRUE(found);
    EXPECT_EQ(to_string(found->end), to_string(end));
  }
}

/// Looked for again until the hour is over, and only then an end.
void expect_late_end(MailEnd end, const Expected<MailHistory>& log) {
  EXPECT_FALSE(ending(log));
  EXPECT_FALSE(ending(log, k_hour_over - seconds{1}));
  const auto found = ending(log, k_hour_over);
  ASSERT_TRUE(found);
  EXPECT_EQ(to_string(found->end), to_string(end));
}

TEST(FollowedMail, IsDeliveredWhereTheServerTookIt) {
  const auto log = sent(Told::delivered, "", 250);
  expect_end(MailEnd::delivered, log);
  EXPECT_EQ(ending(log)->at, k_asked + seconds{3});
  EXPECT_EQ(ending(log)->host, "mx1.acme.example");
  EXPECT_EQ(ending(log)->reason, "");
}

// The line of an opening names no server, and tells the time of the opening.
TEST(FollowedMail, TellsTheDeliveryOfAMailThatWasOpenedSince) {
  auto lines = mail(k_confirmation, k_asked + seconds{2},
                    {Told::accepted, Told::delivered, Told::opened, Told::clicked});
  lines[1].mx_host = "mx1.acme.example";
  expect_end(MailEnd::delivered, history({lines}));
  EXPECT_EQ(ending(history({lines}))->at, k_asked + seconds{3});
  EXPECT_EQ(ending(history({lines}))->host, "mx1.acme.example");
}

TEST(FollowedMail, IsBouncedWithTheServersWordsAndTheCodeInFront) {
  const auto log = sent(Told::failed_permanently, "bounce", 550, "5.1.1 user unknown");
  expect_end(MailEnd::bounced, log);
  EXPECT_EQ(ending(log)->reason, "550 5.1.1 user unknown");
  const auto quoted = sent(Told::failed_permanently, "bounce", 550, "550 5.1.1 user unknown");
  EXPECT_EQ(ending(quoted)->reason, "550 5.1.1 user unknown");
}

TEST(FollowedMail, IsBouncedWhereItWasGivenUpOrNobodyKnowsWhyItFailed) {
  expect_end(MailEnd::bounced, sent(Told::failed_permanently, "old", 602, "Too old"));
  expect_end(MailEnd::bounced, sent(Told::failed_permanently, "", {}));
}

TEST(FollowedMail, IsBlockedWhereTheServerRefusedOurSendingAddress) {
  expect_end(MailEnd::blocked, sent(Told::failed_permanently, "espblock", 550, "blocked"));
}

TEST(FollowedMail, IsSuppressedWhereAListHeldItBack) {
  for (const auto& [reason, code] :
       {std::pair{"suppress-bounce", 605}, std::pair{"suppress-unsubscribe", 606},
        std::pair{"suppress-complaint", 607}}) {
    expect_end(MailEnd::suppressed, sent(Told::failed_permanently, reason, code));
  }
}

TEST(FollowedMail, IsRejectedWhereTheProviderDidNotTakeIt) {
  expect_end(MailEnd::rejected, sent(Told::rejected, "Sandbox subdomains are for test only", {}));
  expect_end(MailEnd::rejected, sent(Told::failed_permanently, "generic", 625));
}

TEST(FollowedMail, IsDelayedOnlyWhenTheHourIsOver) {
  const auto log = sent(Told::failed_temporarily, "greylisted", 450, "4.7.1 come back later");
  expect_late_end(MailEnd::delayed, log);
  EXPECT_EQ(ending(log, k_hour_over)->reason, "450 4.7.1 come back later");
  EXPECT_EQ(ending(log, k_hour_over)->at, k_asked + seconds{3});
}

TEST(FollowedMail, IsPendingOnlyWhenTheHourIsOver) {
  expect_late_end(MailEnd::pending,
                  history({mail(k_confirmation, k_asked + seconds{2}, {Told::accepted})}));
  expect_late_end(MailEnd::pending,
                  history({mail(k_confirmation, k_asked + seconds{2}, {Told::other})}));
}

// Mailgun's newest lines come late: an empty log means "not visible yet" first.
TEST(FollowedMail, IsNotSeenOnlyWhenTheHourIsOver) {
  expect_late_end(MailEnd::not_seen, MailHistory{});
}

TEST(FollowedMail, IsNotAskedOnlyWhenTheHourIsOver) {
  expect_late_end(MailEnd::not_asked, doubles::unauthorized());
  EXPECT_EQ(ending(doubles::unauthorized(), k_hour_over)->reason, "Mailgun: 401 unauthorized");
}

// What was not looked for in time (the program was away) is found all the same.
TEST(FollowedMail, IsFoundLongAfterTheHour) {
  const auto found = ending(sent(Told::delivered, "", 250), k_asked + doubles::hours{30});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->end, MailEnd::delivered);
}

TEST(FollowedMail, IsNoneThatLeftBeforeThePress) {
  const auto earlier = doubles::delivered(k_confirmation, k_asked - minutes{1});
  EXPECT_FALSE(ending(history({earlier})));
}

// A retry of an older mail is logged after the press; its first line shows how old it is.
TEST(FollowedMail, IsNoOlderOneThatArrivesOnlyNow) {
  auto older = mail(k_confirmation, k_asked - doubles::hours{2}, {Told::accepted, Told::delivered});
  older.back().at = k_asked + minutes{1};
  EXPECT_FALSE(ending(history({older})));
  EXPECT_LE(window_to_ask(k_mail, k_now).from, k_asked - doubles::hours{8})
      << "the first line must be in the window";
  EXPECT_EQ(window_to_ask(k_mail, k_now).to, k_now);
}

TEST(FollowedMail, MayBeLoggedByAClockThatIsBehindOurs) {
  const auto log = history({doubles::delivered(k_confirmation, k_asked - k_clocks_apart)});
  ASSERT_TRUE(ending(log));
  const auto too_old =
      history({doubles::delivered(k_confirmation, k_asked - k_clocks_apart - seconds{1})});
  EXPECT_FALSE(ending(too_old));
}

TEST(FollowedMail, IsOfTheKindThatWasAskedFor) {
  EXPECT_FALSE(ending(history({doubles::delivered(k_reset, k_asked + seconds{2})})));
  EXPECT_FALSE(ending(history({doubles::delivered("Your invoice", k_asked + seconds{2})})));
}

TEST(FollowedMail, IsTheNewestOfSeveral) {
  auto bounced =
      mail(k_confirmation, k_asked + seconds{40}, {Told::accepted, Told::failed_permanently});
  bounced.back().reason = "bounce";
  const auto found =
      ending(history({doubles::delivered(k_confirmation, k_asked + seconds{2}), bounced}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->end, MailEnd::bounced);
}

TEST(NextLook, ComesSoonAtFirstAndThenLessAndLessOftenUntilTheHourIsOver) {
  std::vector<long long> looks;
  auto now = k_asked;
  while (const auto next = next_look(k_mail, now)) {
    looks.push_back(std::chrono::duration_cast<seconds>(*next - k_asked).count());
    now = *next;
  }
  EXPECT_EQ(looks, (std::vector<long long>{10, 30, 60, 120, 300, 600, 1200, 1800, 2700, 3600}));
}

// A process that was away does not make up for the looks that it missed.
TEST(NextLook, LeavesOutWhatWasMissed) {
  EXPECT_EQ(next_look(k_mail, k_asked + minutes{7}), k_asked + minutes{10});
  EXPECT_FALSE(next_look(k_mail, k_hour_over));
}

TEST(NextLook, ComesSeldomAfterTheDelivery) {
  EXPECT_EQ(next_look_after_delivery(k_mail, k_asked + seconds{30}), k_asked + minutes{10});
  EXPECT_EQ(next_look_after_delivery(k_mail, k_asked + minutes{10}), k_asked + minutes{30});
  EXPECT_EQ(next_look_after_delivery(k_mail, k_asked + minutes{45}), k_hour_over);
  EXPECT_FALSE(next_look_after_delivery(k_mail, k_hour_over));
}

// A server that took the mail may send it back.
TEST(FollowedMail, IsBouncedWhereItCameBackAfterItsDelivery) {
  auto lines = mail(k_confirmation, k_asked + seconds{2},
                    {Told::accepted, Told::delivered, Told::failed_permanently});
  lines.back().delayed_bounce = true;
  lines.back().reason = "generic";
  expect_end(MailEnd::bounced, history({lines}));
  EXPECT_TRUE(overrides_delivery(MailEnd::bounced));
  EXPECT_FALSE(overrides_delivery(MailEnd::not_asked));
}

TEST(NextLook, ComesThoughTheClockWasSetBack) {
  EXPECT_EQ(next_look(k_mail, k_asked - doubles::hours{5}), k_asked + seconds{10});
}

TEST(FollowedMail, CanOnlyBeFollowedWhereItsSubjectIsKnown) {
  auto service = doubles::customers_dot();
  EXPECT_TRUE(can_be_followed(service, MailKind::confirmation));
  EXPECT_TRUE(can_be_followed(service, MailKind::reset));
  EXPECT_TRUE(can_be_followed(service, MailKind::sign_in_link));
  EXPECT_FALSE(can_be_followed(service, MailKind::other));
  service.confirmation_subjects.clear();
  EXPECT_FALSE(can_be_followed(service, MailKind::confirmation));
  service.mail_domain.clear();
  EXPECT_FALSE(can_be_followed(service, MailKind::reset));
}

TEST(MailEnd, IsReadAsItWasWritten) {
  for (const auto end : {MailEnd::delivered, MailEnd::bounced, MailEnd::blocked,
                         MailEnd::suppressed, MailEnd::rejected, MailEnd::delayed, MailEnd::pending,
                         MailEnd::not_seen, MailEnd::not_asked}) {
    EXPECT_EQ(parse_mail_end(to_string(end)), end);
  }
  EXPECT_FALSE(parse_mail_end(""));
}

}  // namespace
}  // namespace latchkey
