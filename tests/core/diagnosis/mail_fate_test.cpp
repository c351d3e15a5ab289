// One test for each row of the table in mail_fate.hpp, and for what overrides what.
#include "core/diagnosis/mail_fate.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

using Told = MailEventType;

MailEvent line(Told type) {
  MailEvent event;
  event.type = type;
  return event;
}

MailEvent failure(std::string reason, std::optional<int> code, std::string detail = "") {
  auto event = line(Told::failed_permanently);
  event.reason = std::move(reason);
  event.code = code;
  event.detail = std::move(detail);
  return event;
}

MailEvent setback(std::string reason, int code) {
  auto event = failure(std::move(reason), code);
  event.type = Told::failed_temporarily;
  return event;
}

MailEvent late_bounce() {
  auto event = failure("generic", 550, "smtp; 550-5.1.1 no such account");
  event.delayed_bounce = true;
  return event;
}

MailEvent by_bot(Told type) {
  auto event = line(type);
  event.by_bot = true;
  return event;
}

Mail mail_of(std::vector<MailEvent> events) {
  Mail mail;
  for (auto& event : events) {
    event.at = doubles::k_now + std::chrono::minutes{mail.events.size()};
    mail.events.push_back(std::move(event));
  }
  return mail;
}

MailFate fate_after(std::vector<MailEvent> events) {
  return fate_of(mail_of(std::move(events)));
}

TEST(MailFate, IsPendingWhereItWasOnlyAccepted) {
  EXPECT_EQ(fate_after({line(Told::accepted)}), MailFate::pending);
}

TEST(MailFate, IsDelayedWhileTheNewestTryFailed) {
  for (const auto& [reason, code] :
       {std::pair{"generic", 452}, std::pair{"greylisted", 450}, std::pair{"espblock", 421},
        std::pair{"generic", 498}, std::pair{"", 680}}) {
    EXPECT_EQ(fate_after({line(Told::accepted), setback(reason, code)}), MailFate::delayed) << code;
  }
}

TEST(MailFate, IsDeliveredHoweverLate) {
  EXPECT_EQ(fate_after({line(Told::accepted), setback("greylisted", 450), line(Told::delivered)}),
            MailFate::delivered);
  EXPECT_EQ(fate_after({line(Told::delivered), setback("generic", 450)}), MailFate::delivered)
      << "a second copy; the first one arrived";
}

TEST(MailFate, IsBouncedLateWhereADelayedBounceOverridesTheDelivery) {
  EXPECT_EQ(fate_after({line(Told::accepted), line(Told::delivered), late_bounce()}),
            MailFate::bounced_late);
  EXPECT_EQ(fate_after({late_bounce()}), MailFate::bounced_late);
  EXPECT_EQ(fate_after({line(Told::delivered), failure("bounce", 550)}), MailFate::delivered)
      << "not marked: another copy";
}

TEST(MailFate, IsBouncedWhereTheServerRefusedTheAddress) {
  EXPECT_EQ(fate_after({line(Told::accepted), failure("bounce", 550, "5.1.1 user unknown")}),
            MailFate::bounced);
  EXPECT_EQ(fate_after({failure("generic", 554)}), MailFate::bounced);
  EXPECT_EQ(fate_after({failure("bounce", {})}), MailFate::bounced);
}

TEST(MailFate, IsGivenUpAfterItsRetriesAndKeepsTheRealCause) {
  auto old = failure("old", 602, "4.7.1 greylisted");
  old.last_code = 451;
  const auto mail = mail_of({line(Told::accepted), setback("generic", 452), old});
  EXPECT_EQ(fate_of(mail), MailFate::gave_up);
  EXPECT_EQ(real_cause(mail), &mail.events[2]) << "it repeats the last answer itself";

  const auto silent =
      mail_of({setback("generic", 451), setback("generic", 452), failure("", 602, "Too old")});
  EXPECT_EQ(fate_of(silent), MailFate::gave_up);
  EXPECT_EQ(real_cause(silent), &silent.events[1]);

  const auto alone = mail_of({failure("old", {})});
  EXPECT_EQ(real_cause(alone), alone.events.data());
}

TEST(MailFate, IsBlockedWhereTheProviderOrABlockListRefusesUs) {
  EXPECT_EQ(fate_after({failure("espblock", 421)}), MailFate::blocked);
  for (const int code : {550, 554}) {
    EXPECT_EQ(
        fate_after({failure("bounce", code,
                            "5.7.1 [192.0.2.25] refused due to abuse, see mailspike.example")}),
        MailFate::blocked);
  }
  EXPECT_EQ(fate_after({failure("generic", 554, "Client host blocked using zen.spamhaus.example")}),
            MailFate::blocked);
}

// The mailbox's own refusals stay the customer's, whatever words stand beside them.
TEST(MailFate, IsNotBlockedByAPolicyOfTheRecipientOrAMissingMailbox) {
  EXPECT_EQ(fate_after({failure("bounce", 550, "5.7.1 not authorized to send to this group")}),
            MailFate::bounced);
  EXPECT_EQ(fate_after({failure("bounce", 550, "5.1.1 user unknown (spamhaus checked)")}),
            MailFate::bounced);
  auto coded = failure("bounce", 550, "blocklist@acme.example unknown");
  coded.enhanced_code = "5.1.1";
  EXPECT_EQ(fate_after({coded}), MailFate::bounced);
}

TEST(MailFate, IsSuppressedByReasonOrByCode) {
  const std::vector<std::tuple<std::string, int, MailFate>> rows = {
      {"suppress-bounce", 605, MailFate::suppressed_bounce},
      {"suppress-unsubscribe", 606, MailFate::suppressed_unsubscribe},
      {"suppress-complaint", 607, MailFate::suppressed_complaint}};
  for (const auto& [reason, code, fate] : rows) {
    EXPECT_EQ(fate_after({line(Told::accepted), failure(reason, code)}), fate);
    EXPECT_EQ(fate_after({failure(reason, {})}), fate) << "the reason alone";
    EXPECT_EQ(fate_after({failure("generic", code)}), fate) << "the code alone";
    EXPECT_TRUE(was_suppressed(fate));
  }
  EXPECT_EQ(fate_after({failure("suppress-something-new", {})}), MailFate::suppressed);
  EXPECT_FALSE(was_suppressed(MailFate::bounced));
}

TEST(MailFate, IsPoorListQualityForCode625) {
  EXPECT_EQ(fate_after({failure("generic", 625)}), MailFate::poor_list_quality);
}

TEST(MailFate, IsRejectedWhereTheProviderDidNotTakeIt) {
  EXPECT_EQ(fate_after({line(Told::rejected)}), MailFate::rejected);
  EXPECT_EQ(fate_after({line(Told::accepted), line(Told::rejected)}), MailFate::rejected);
  EXPECT_EQ(fate_after({line(Told::rejected), line(Told::accepted)}), MailFate::rejected);
  EXPECT_EQ(fate_after({line(Told::rejected), line(Told::delivered)}), MailFate::delivered)
      << "sent again by the site";
}

TEST(MailFate, IsComplainedWhateverElseWasDoneWithIt) {
  EXPECT_EQ(fate_after({line(Told::delivered), line(Told::complained), line(Told::opened)}),
            MailFate::complained);
}

TEST(MailFate, IsOpenedOrClickedByPeopleOnly) {
  EXPECT_EQ(fate_after({line(Told::delivered), line(Told::opened)}), MailFate::opened);
  EXPECT_EQ(fate_after({line(Told::delivered), line(Told::clicked), line(Told::opened)}),
            MailFate::clicked);
  EXPECT_EQ(fate_after({line(Told::delivered), by_bot(Told::opened), by_bot(Told::clicked)}),
            MailFate::delivered);
  EXPECT_EQ(fate_after({line(Told::accepted), line(Told::unsubscribed)}), MailFate::opened)
      << "who unsubscribes has read it";
}

// A scanner in front of the mailbox opens what the mailbox then refuses.
TEST(MailFate, StaysAFailureThoughItWasOpened) {
  EXPECT_EQ(fate_after({line(Told::delivered), line(Told::clicked), late_bounce()}),
            MailFate::bounced_late);
  EXPECT_EQ(fate_after({failure("bounce", 550), line(Told::opened)}), MailFate::bounced);
}

TEST(MailFate, IsFailedWhereNothingExplainsIt) {
  EXPECT_EQ(fate_after({failure("generic", {})}), MailFate::failed);
  EXPECT_EQ(fate_after({failure("", 498)}), MailFate::failed);
}

TEST(MailFate, IsUnknownWhereNoLineIsJudged) {
  EXPECT_EQ(fate_after({line(Told::other)}), MailFate::unknown);
  const auto mail = mail_of({line(Told::other)});
  EXPECT_EQ(judged_fate(mail).by, nullptr);
  EXPECT_EQ(real_cause(mail), nullptr);
}

TEST(MailFate, NamesTheLineThatDecided) {
  const auto mail = mail_of({line(Told::accepted), setback("greylisted", 450),
                             setback("generic", 452), by_bot(Told::opened)});
  EXPECT_EQ(judged_fate(mail).by, &mail.events[2]) << "the newest of the two";
  const auto delivered = mail_of({line(Told::delivered), line(Told::other)});
  EXPECT_EQ(judged_fate(delivered).by, delivered.events.data());
}

TEST(MailFate, HasFailedForGoodOnlyWhereNoTryFollows) {
  for (const auto fate :
       {MailFate::unknown, MailFate::pending, MailFate::delayed, MailFate::delivered,
        MailFate::opened, MailFate::clicked, MailFate::complained}) {
    EXPECT_FALSE(failed_for_good(fate));
  }
  for (const auto fate : {MailFate::bounced_late, MailFate::bounced, MailFate::blocked,
                          MailFate::gave_up, MailFate::suppressed_bounce, MailFate::suppressed,
                          MailFate::poor_list_quality, MailFate::rejected, MailFate::failed}) {
    EXPECT_TRUE(failed_for_good(fate));
  }
}

}  // namespace
}  // namespace latchkey
