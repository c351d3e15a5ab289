#include "core/addresses/mailed_look_alikes.hpp"

#include "core/addresses/other_accounts.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<MailEvent> left_for(const std::string& recipient, TimePoint at,
                                std::string_view subject = k_reset) {
  auto lines = mail(subject, at, {MailEventType::accepted});
  for (auto& line : lines) {
    line.recipient = recipient;
    line.message_id += recipient;
  }
  return lines;
}

std::vector<MailedLookAlike> mailed(const Evidence& evidence) {
  return mailed_look_alikes(evidence, other_accounts(evidence));
}

Evidence with_mails(std::initializer_list<std::vector<MailEvent>> mails) {
  auto evidence = sample_evidence();
  evidence.services[1].mail_to_look_alikes = history(mails);
  return evidence;
}

TEST(MailedLookAlikes, TellWhichMailLeftWhereAndWhen) {
  const auto found = mailed(with_mails({left_for("jane_doe@acme.example", k_now - days{10}),
                                        left_for("jane_doe@acme.example", k_now - days{12})}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].address, address("jane_doe@acme.example"));
  EXPECT_EQ(found[0].mail, "a reset mail");
  EXPECT_EQ(found[0].service.name, "GitLab.com");
  EXPECT_EQ(found[0].at, k_now - days{10}) << "the newest";
  EXPECT_EQ(found[0].explanation, "same name, other separator");
}

TEST(MailedLookAlikes, BeginWithTheMostAlike) {
  const auto found = mailed(with_mails({left_for("jdoe@acme.example", k_now - days{1}),
                                        left_for("jane_doe@acme.example", k_now - days{2})}));
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].address, address("jane_doe@acme.example"));
}

// An invoice says nothing of a sign-in, and a stranger's mail nothing of this customer.
TEST(MailedLookAlikes, LeaveOutOtherMailAndStrangers) {
  EXPECT_THAT(mailed(with_mails({left_for("jane_doe@acme.example", k_now, "Your invoice"),
                                 left_for("bob@acme.example", k_now),
                                 left_for("jane.doe@acme.example", k_now)})),
              IsEmpty());
}

TEST(MailedLookAlikes, LeaveOutWhomTheAccountsKnowAsSomebodyElse) {
  auto evidence = with_mails({left_for("jdoe@acme.example", k_now - days{1})});
  evidence.services[0].accounts = found({account("5", "jdoe@acme.example", "Xavier Quint")});
  ASSERT_THAT(other_accounts(evidence), IsEmpty());
  EXPECT_THAT(mailed(evidence), IsEmpty());
}

TEST(MailedLookAlikes, AreOfNoInterestWhereTheCustomerAskedUnderTheAskedAddress) {
  auto evidence = with_mails({left_for("jane_doe@acme.example", k_now - days{10})});
  evidence.services[1].mail = history({delivered(k_confirmation, k_now - days{1})});
  EXPECT_THAT(mailed(evidence), SizeIs(1));
  evidence.services[1].mail = history({delivered(k_reset, k_now - days{1})});
  EXPECT_THAT(mailed(evidence), IsEmpty());
}

TEST(MailedLookAlikes, AreNotGuessedWhereTheLogDidNotAnswer) {
  auto evidence = sample_evidence();
  evidence.services[0].mail_to_look_alikes = unauthorized();
  EXPECT_THAT(mailed(evidence), IsEmpty());
}

}  // namespace
}  // namespace latchkey
