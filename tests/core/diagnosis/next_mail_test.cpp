// One test for each row of the table in next_mail.hpp.
#include "core/diagnosis/next_mail.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::SizeIs;

TEST(NextMail, IsAConfirmationWhileTheAccountOrItsNewAddressIsUnconfirmed) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  EXPECT_THAT(next_mail(evidence)->kinds, ElementsAre(MailKind::confirmation));
  auto waiting = account("9", "old@acme.example");
  waiting.unconfirmed_email = jane().full();
  evidence.services[0].accounts = found({waiting});
  EXPECT_THAT(next_mail(evidence)->kinds, ElementsAre(MailKind::confirmation));
}

TEST(NextMail, IsAResetOrWhereNobodyHasAPasswordALink) {
  auto evidence = sample_evidence();
  EXPECT_EQ(next_mail(evidence)->from, evidence.services.data());
  EXPECT_THAT(next_mail(evidence)->kinds, ElementsAre(MailKind::reset));
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  EXPECT_THAT(next_mail(evidence)->kinds, ElementsAre(MailKind::sign_in_link));
}

TEST(NextMail, IsTheProvidersWhereTheAccountHasNoPassword) {
  auto evidence = sample_evidence();
  auto& row = evidence.services[0].accounts->rows[0];
  row.provider = std::string{"gitlab"};
  EXPECT_EQ(next_mail(evidence)->from, evidence.services.data()) << "it may have a password";
  row.has_password = false;
  EXPECT_EQ(next_mail(evidence)->from, &evidence.services[1]);
  row.provider = std::string{"google_oauth2"};
  EXPECT_FALSE(next_mail(evidence)) << "Google's mail is none of ours";
}

TEST(NextMail, IsNoneWithoutAnAccount) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  EXPECT_FALSE(next_mail(evidence));
}

TEST(NextMail, MayBeAnyWhereTheAccountsDidNotAnswer) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_THAT(next_mail(evidence)->kinds, SizeIs(3));
  EXPECT_FALSE(next_mail(evidence)->known());
}

TEST(NextMail, MayBeEitherWhereItCannotBeReadWhetherTheAccountWasConfirmed) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].confirmed_at = Field<TimePoint>::unreadable();
  EXPECT_THAT(next_mail(evidence)->kinds, ElementsAre(MailKind::confirmation, MailKind::reset));
}

}  // namespace
}  // namespace latchkey
