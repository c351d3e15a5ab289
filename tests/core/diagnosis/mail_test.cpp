#include "core/diagnosis/mail.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::SizeIs;

MailEvent event(MailEventType type, std::string reason = "", std::optional<int> code = {},
                std::string detail = "") {
  MailEvent line;
  line.at = k_now - minutes{10};
  line.type = type;
  line.reason = std::move(reason);
  line.code = code;
  line.detail = std::move(detail);
  return line;
}

TEST(Mails, JoinLinesByMessageIdSinceOpenedCarriesNoSubject) {
  const auto log = history({mail(k_reset, k_now - hours{1},
                                 {MailEventType::accepted, MailEventType::delivered,
                                  MailEventType::opened, MailEventType::clicked})});
  const auto found_mails = mails(customers_dot(), log);
  ASSERT_THAT(found_mails, SizeIs(1));
  EXPECT_EQ(found_mails[0].kind, MailKind::reset);
  EXPECT_EQ(found_mails[0].at, k_now - hours{1});
  EXPECT_EQ(fate(found_mails[0]).type, MailEventType::clicked);
}

TEST(Mails, WithoutMessageIdStandAlone) {
  MailHistory log;
  log.events = {event(MailEventType::rejected), event(MailEventType::rejected)};
  EXPECT_THAT(mails(customers_dot(), log), SizeIs(2));
}

TEST(Mails, StandNewestFirstAndCanBeChosenByKind) {
  const auto log =
      history({delivered(k_reset, k_now - days{2}), delivered(k_confirmation, k_now - days{3}),
               delivered(k_reset, k_now - days{1})});
  const auto resets = mails(customers_dot(), log, MailKind::reset);
  ASSERT_THAT(resets, SizeIs(2));
  EXPECT_EQ(resets[0].at, k_now - days{1});
}

TEST(Mails, AreBouncedWhereALateBounceFollowsTheDelivery) {
  const auto log = history({mail(
      k_reset, k_now - hours{1},
      {MailEventType::accepted, MailEventType::delivered, MailEventType::failed_permanently})});
  EXPECT_EQ(fate(mails(customers_dot(), log)[0]).type, MailEventType::failed_permanently);
}

TEST(Mails, AreNotJudgedByLinesOfAnUnknownKind) {
  const auto log =
      history({mail(k_reset, k_now - hours{1}, {MailEventType::delivered, MailEventType::other})});
  EXPECT_EQ(fate(mails(customers_dot(), log)[0]).type, MailEventType::delivered);
}

TEST(Mails, LeftUnlessTheyWereRejected) {
  const auto left_with = [](std::initializer_list<MailEventType> types) {
    return left(mails(customers_dot(), history({mail(k_reset, k_now, types)}))[0]);
  };
  EXPECT_FALSE(left_with({MailEventType::rejected}));
  EXPECT_TRUE(left_with({MailEventType::accepted}));
  EXPECT_TRUE(left_with({MailEventType::failed_permanently}));
  EXPECT_TRUE(left_with({MailEventType::other}));
}

TEST(EventWords, TellWhatHappenedAndWhy) {
  using Type = MailEventType;
  EXPECT_EQ(event_words(event(Type::delivered, "", 250, "OK")), "delivered");
  EXPECT_EQ(event_words(event(Type::failed_permanently, "bounce", 550, "5.1.1 user unknown")),
            "bounced: 550 5.1.1 user unknown");
  EXPECT_EQ(event_words(event(Type::failed_permanently, "bounce", 550, "550 no such user")),
            "bounced: 550 no such user");
  EXPECT_EQ(event_words(event(Type::failed_permanently, "suppress-bounce", 605,
                              "Not delivering to previously bounced address")),
            "suppressed: 605 Not delivering to previously bounced address");
  EXPECT_EQ(event_words(event(Type::failed_permanently, "old", 602)), "given up: 602 old");
  EXPECT_EQ(event_words(event(Type::failed_temporarily, "greylisted")), "delayed: greylisted");
  EXPECT_EQ(event_words(event(Type::rejected)), "refused by the mail provider");
}

TEST(EventWords, PutTheAgeBeforeTheReason) {
  EXPECT_EQ(event_words(event(MailEventType::failed_permanently, "bounce", 550, "no"), k_now),
            "bounced 10 minutes ago: 550 no");
}

TEST(MailWords, NameTheKindOrElseTheSubject) {
  EXPECT_EQ(mail_words(MailKind::sign_in_link, "Hi"), "sign-in link mail");
  EXPECT_EQ(mail_words(MailKind::other, "Your invoice"), "mail \"Your invoice\"");
  EXPECT_EQ(mail_words(MailKind::other, ""), "mail");
}

}  // namespace
}  // namespace latchkey
