#include "core/addresses/other_accounts.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Evidence with_rows(std::vector<Account> rows) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found(std::move(rows));
  return evidence;
}

double score_of(const std::string& asked, const std::string& name,
                std::vector<Account> besides = {}) {
  besides.push_back(account("5", "jane_doe@acme.example", name));
  auto evidence = with_rows(std::move(besides));
  evidence.asked = address(asked);
  const auto others = other_accounts(evidence);
  return others.empty() ? 0 : others.front().score;
}

TEST(OtherAccounts, TellWhatIsKnownOfThem) {
  auto row = account("5", "Jane_Doe@acme.example");
  row.subscription = std::string{"Premium, 25 seats"};
  const auto others = other_accounts(with_rows({row}));
  ASSERT_THAT(others, SizeIs(1));
  EXPECT_EQ(others[0].service, "CustomersDot");
  EXPECT_EQ(others[0].email, "Jane_Doe@acme.example");
  EXPECT_EQ(others[0].reason, "separator");
  EXPECT_EQ(others[0].score, 0.98);
  EXPECT_EQ(others[0].state, "confirmed");
  EXPECT_EQ(others[0].subscription, "Premium, 25 seats");
  EXPECT_EQ(others[0].link, "https://customers.gitlab.com/admin/customer/5");
}

TEST(OtherAccounts, LeaveOutTheAskedAddressAndStrangers) {
  EXPECT_THAT(other_accounts(with_rows({jane_account(), account("9", "bob@acme.example")})),
              IsEmpty());
}

TEST(OtherAccounts, OfAnotherServiceAreJudgedTheSame) {
  auto evidence = sample_evidence();
  evidence.services[1].accounts = found({account("7", "jane-doe@acme.example")});
  const auto others = other_accounts(evidence);
  ASSERT_THAT(others, SizeIs(1));
  EXPECT_EQ(others[0].service, "GitLab.com");
  EXPECT_EQ(others[0].reason, "separator");
}

TEST(OtherAccounts, AreJudgedByTheMostAlikeOfTheirAddresses) {
  auto row = account("7", "jd@home.example");
  row.secondary_emails = {"jane_doe@acme.example"};
  EXPECT_THAT(other_accounts(with_rows({row})), SizeIs(1));
}

TEST(OtherAccounts, ScoreLessWhereTheNameContradictsTheAddress) {
  EXPECT_EQ(score_of("jane.doe@acme.example", "Jane Doe"), 0.98);
  EXPECT_EQ(score_of("jane.doe@acme.example", "J. Doe"), 0.98);
  EXPECT_EQ(score_of("jane.doe@acme.example", ""), 0.98);
  const double contradicted = score_of("jane.doe@acme.example", "Bob Ray");
  EXPECT_GE(contradicted, k_possibly_same_person);
  EXPECT_LT(contradicted, k_same_person);
}

TEST(OtherAccounts, ScoreLessWhereTheNamesOfBothAccountsDiffer) {
  EXPECT_EQ(score_of("jane.doe@acme.example", "Jane D. Miller", {jane_account()}), 0.98);
  EXPECT_LT(score_of("jane.doe@acme.example", "Janet Doering", {jane_account()}), k_same_person);
}

// 李小明: such a name cannot be compared, so it contradicts nobody.
TEST(OtherAccounts, DoNotJudgeNamesInOtherScripts) {
  EXPECT_EQ(score_of("jane.doe@acme.example", "\xe6\x9d\x8e\xe5\xb0\x8f\xe6\x98\x8e"), 0.98);
}

// Somebody asks for j.doe, and Jane and John Doe are both customers.
TEST(OtherAccounts, AreMerePossibilitiesWhereTwoPeopleContend) {
  auto evidence = with_rows({account("1", "jane.doe@acme.example", "")});
  evidence.asked = address("j.doe@acme.example");
  EXPECT_GE(other_accounts(evidence).at(0).score, k_same_person);
  evidence.services[0].accounts =
      found({account("1", "jane.doe@acme.example", ""), account("2", "john.doe@acme.example", "")});
  const auto others = other_accounts(evidence);
  ASSERT_THAT(others, SizeIs(2));
  for (const auto& other : others) EXPECT_LT(other.score, k_same_person) << other.email;
}

TEST(OtherAccounts, LeaveOutAFrequentNameElsewhere) {
  std::vector<Account> rows = {account("1", "jane.doe@gmail.com"), account("2", "jane.doe@gmx.de")};
  EXPECT_THAT(other_accounts(with_rows(rows)), SizeIs(2));
  rows.push_back(account("3", "jane.doe@yahoo.com"));
  EXPECT_THAT(other_accounts(with_rows(rows)), IsEmpty());
}

TEST(OtherAccounts, BestComeFirstAndAtMostFive) {
  auto evidence = sample_evidence();
  evidence.asked = address("jane.doe+shop@acme.example");
  evidence.services[0].accounts =
      found({account("1", "janedoe@acme.example"), account("2", "jane_doe@acme.example"),
             account("3", "jane_doe+shop@acme.example"), account("4", "jane-doe@acme.example"),
             account("5", "jane-doe+shop@acme.example"), account("6", "jane.doe@acme.example")});
  std::vector<std::string> emails;
  for (const auto& other : other_accounts(evidence)) emails.push_back(other.email);
  EXPECT_THAT(emails, ElementsAre("jane-doe+shop@acme.example", "jane_doe+shop@acme.example",
                                  "jane-doe@acme.example", "jane.doe@acme.example",
                                  "jane_doe@acme.example"));
}

TEST(OtherAccounts, AreNotGuessedWhereTheDirectoryDidNotAnswer) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_THAT(other_accounts(evidence), IsEmpty());
}

}  // namespace
}  // namespace latchkey
