#include "core/checks/account_blocked.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::HasSubstr;
using testing::IsEmpty;

Evidence with_state(Field<std::string> state) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].state = std::move(state);
  return evidence;
}

TEST(AccountBlocked, IsAProblemInEveryWordForIt) {
  for (const std::string word : {"blocked", "banned", "deactivated", "ldap_blocked",
                                 "blocked_pending_approval", "suspended", "disabled"}) {
    const auto finding = only_finding(account_blocked(with_state(word)));
    EXPECT_EQ(finding.cause, Cause::account_blocked) << word;
    EXPECT_EQ(finding.confidence, Confidence::certain);
    EXPECT_EQ(finding.headline, "the account is " + word);
    EXPECT_EQ(finding.evidence.at(0).what, "state is " + word);
    EXPECT_THAT(finding.remedies, IsEmpty());
  }
}

// A web API of one's own writes as it likes.
TEST(AccountBlocked, IsAProblemHoweverTheWordIsWritten) {
  const auto finding = only_finding(account_blocked(with_state(std::string{"Blocked"})));
  EXPECT_EQ(finding.cause, Cause::account_blocked);
  EXPECT_EQ(finding.headline, "the account is blocked");
  EXPECT_EQ(finding.evidence.at(0).what, "state is Blocked");
  EXPECT_EQ(only_finding(account_blocked(with_state(std::string{"ACTIVE"}))).status, Status::ok);
}

TEST(AccountBlocked, IsOkWhereTheStateSaysSo) {
  for (const std::string word : {"active", "confirmed", "unconfirmed"}) {
    EXPECT_EQ(only_finding(account_blocked(with_state(word))).status, Status::ok) << word;
  }
  EXPECT_EQ(only_finding(account_blocked(with_state(Field<std::string>::empty()))).status,
            Status::ok);
}

// A word of a newer release must not read as health.
TEST(AccountBlocked, ShowsAWordThatItDoesNotKnowAsItIs) {
  const auto finding = only_finding(account_blocked(with_state(std::string{"hibernated"})));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_THAT(finding.summary, HasSubstr("\"hibernated\""));
}

TEST(AccountBlocked, StaysUnansweredWhereItCannotTell) {
  auto evidence = with_state(Field<std::string>::unreadable());
  EXPECT_EQ(only_finding(account_blocked(evidence)).summary,
            "CustomersDot: state could not be read");
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_EQ(only_finding(account_blocked(evidence)).status, Status::unanswered);
}

TEST(AccountBlocked, DoesNotApplyWithoutTheFieldOrAnAccount) {
  EXPECT_EQ(account_blocked(sample_evidence()).not_applicable->why, "CustomersDot has no state");
  auto evidence = with_state(std::string{"active"});
  evidence.services[0].accounts->shape.state = Field<std::string>::empty();
  evidence.services[0].accounts->rows.clear();
  EXPECT_EQ(account_blocked(evidence).not_applicable->why,
            "CustomersDot has no account under this address");
}

// Another site's account is no reason why this one cannot be signed in to.
TEST(AccountBlocked, LooksAtTheDiagnosedServiceOnly) {
  auto evidence = with_state(std::string{"active"});
  auto there = jane_account();
  there.state = std::string{"blocked"};
  evidence.services[1].accounts = found({there});
  EXPECT_EQ(only_finding(account_blocked(evidence)).status, Status::ok);
}

}  // namespace
}  // namespace latchkey
