#include "core/checks/provider_account.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::HasSubstr;
using testing::IsEmpty;

/// Jane signs in to CustomersDot with her GitLab.com account.
Evidence signs_in_with(const std::string& provider, Account there) {
  auto evidence = sample_evidence();
  auto& row = evidence.services[0].accounts->rows[0];
  row.provider = provider;
  row.has_password = false;
  evidence.services[1].accounts = found({std::move(there)});
  return evidence;
}

Account there_in_state(const std::string& state) {
  auto there = jane_account();
  there.state = state;
  return there;
}

TEST(ProviderAccount, IsAProblemWhereTheAccountThereIsBlocked) {
  for (const std::string provider : {"gitlab", "GitLab.com", "gitlab_com"}) {
    const auto finding =
        only_finding(provider_account(signs_in_with(provider, there_in_state("blocked"))));
    EXPECT_EQ(finding.cause, Cause::account_blocked) << provider;
    EXPECT_EQ(finding.confidence, Confidence::likely);
    EXPECT_EQ(finding.headline, "the GitLab.com account that it signs in through is blocked");
  }
}

TEST(ProviderAccount, IsAProblemWhereTheAccountThereIsUnconfirmedOrLocked) {
  EXPECT_EQ(
      only_finding(provider_account(signs_in_with("gitlab", unconfirmed(jane_account())))).cause,
      Cause::account_unconfirmed);
  EXPECT_EQ(only_finding(provider_account(signs_in_with("gitlab", there_in_state("locked")))).cause,
            Cause::account_locked);
}

TEST(ProviderAccount, IsOnlyPossibleWhereThereMayBeAPassword) {
  auto evidence = signs_in_with("gitlab", there_in_state("blocked"));
  evidence.services[0].accounts->rows[0].has_password = {};
  EXPECT_EQ(only_finding(provider_account(evidence)).confidence, Confidence::possible);
}

TEST(ProviderAccount, IsOkWhereTheAccountThereIsInOrder) {
  EXPECT_EQ(
      only_finding(provider_account(signs_in_with("gitlab", there_in_state("active")))).status,
      Status::ok);
}

TEST(ProviderAccount, MentionsThatTheLinkedAccountHasAnotherAddress) {
  auto evidence = signs_in_with("gitlab", jane_account());
  evidence.services[1].accounts = found({});
  const auto finding = only_finding(provider_account(evidence));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("no account under this address"));
}

TEST(ProviderAccount, StaysUnansweredWhereTheProviderDidNotAnswer) {
  auto evidence = signs_in_with("gitlab", jane_account());
  evidence.services[1].accounts = timed_out("GitLab.com");
  EXPECT_EQ(only_finding(provider_account(evidence)).status, Status::unanswered);
}

TEST(ProviderAccount, SaysNothingOfAServiceThatTheAccountDoesNotSignInThrough) {
  EXPECT_THAT(provider_account(signs_in_with("google_oauth2", there_in_state("blocked"))).findings,
              IsEmpty());
  auto evidence = signs_in_with("gitlab", there_in_state("blocked"));
  evidence.services[0].accounts->rows[0].has_password = true;
  EXPECT_THAT(provider_account(evidence).findings, IsEmpty());
}

}  // namespace
}  // namespace latchkey
