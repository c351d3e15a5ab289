#include "core/remedies/check_other_address.hpp"

#include "core/addresses/other_accounts.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;

std::optional<EmailAddress> to_check(const Evidence& evidence) {
  return address_to_check(evidence, other_accounts(evidence));
}

Evidence where_portal_has(std::vector<Account> rows) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found(std::move(rows));
  return evidence;
}

Account holding(Account row) {
  row.subscription = std::string{"Premium, 25 seats"};
  return row;
}

TEST(AddressToCheck, IsTheMostAlikeOnTheDiagnosedService) {
  auto evidence = where_portal_has({account("6", "jdoe@acme.example")});
  evidence.services[1].accounts = found({account("7", "jane_doe@acme.example")});
  EXPECT_EQ(to_check(evidence), address("jdoe@acme.example"));
}

TEST(AddressToCheck, IsTheOneThatHoldsTheSubscription) {
  const auto evidence = where_portal_has(
      {account("5", "jane-doe@acme.example"), holding(account("6", "jdoe@acme.example"))});
  EXPECT_EQ(to_check(evidence), address("jdoe@acme.example"));
}

TEST(AddressToCheck, IsOnAnotherServiceWhereThisOneKnowsNobody) {
  auto evidence = sample_evidence();
  evidence.services[1].accounts = found({account("7", "jane_doe@acme.example")});
  EXPECT_EQ(to_check(evidence), address("jane_doe@acme.example"));
}

TEST(AddressToCheck, MayBeAMerePossibility) {
  const auto evidence = where_portal_has({account("5", "jane_doe@acme.example", "Bob Ray")});
  EXPECT_EQ(to_check(evidence), address("jane_doe@acme.example"));
}

TEST(AddressToCheck, IsOneThatAMailLeftForWhereNoAccountIsKnown) {
  auto evidence = where_portal_has({});
  auto mail = delivered(k_reset, k_now - days{2});
  for (auto& line : mail) line.recipient = "jane_doe@acme.example";
  evidence.services[1].mail_to_look_alikes = history({mail});
  EXPECT_EQ(to_check(evidence), address("jane_doe@acme.example"));
}

TEST(AddressToCheck, IsNoneWhereNobodyIsAlike) {
  EXPECT_EQ(to_check(where_portal_has({account("9", "bob@acme.example")})), std::nullopt);
}

}  // namespace
}  // namespace latchkey
