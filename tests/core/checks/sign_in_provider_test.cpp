#include "core/checks/sign_in_provider.hpp"

#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::IsEmpty;

Evidence with_provider(Field<std::string> provider, Field<bool> has_password) {
  auto evidence = sample_evidence();
  auto& row = evidence.services[0].accounts->rows[0];
  row.provider = std::move(provider);
  row.has_password = has_password;
  return evidence;
}

const std::string k_provider = "google_oauth2";

TEST(SignInProvider, IsCertainWhereTheAccountHasNoPassword) {
  const auto finding = only_finding(sign_in_provider(with_provider(k_provider, false)));
  EXPECT_EQ(finding.cause, Cause::signs_in_through_provider);
  EXPECT_EQ(finding.confidence, Confidence::certain);
  EXPECT_EQ(finding.headline, "the account signs in through Google");
  EXPECT_THAT(finding.remedies, IsEmpty());
}

TEST(SignInProvider, NamesAnotherOfOurServicesAsWeCallIt) {
  const auto finding = only_finding(sign_in_provider(with_provider(std::string{"gitlab"}, false)));
  EXPECT_EQ(finding.headline, "the account signs in through GitLab.com");
  EXPECT_EQ(finding.evidence.at(0).what, "provider is gitlab, has no password");
}

TEST(SignInProvider, IsLikelyWhereItCannotBeSeenWhetherItHasOne) {
  for (const auto& unseen : {Field<bool>{}, Field<bool>::empty(), Field<bool>::unreadable()}) {
    const auto finding = only_finding(sign_in_provider(with_provider(k_provider, unseen)));
    EXPECT_EQ(finding.cause, Cause::signs_in_through_provider);
    EXPECT_EQ(finding.confidence, Confidence::likely);
  }
}

TEST(SignInProvider, IsOkWithAPasswordOfItsOwnOrWithoutAProvider) {
  EXPECT_EQ(only_finding(sign_in_provider(with_provider(k_provider, true))).status, Status::ok);
  const auto none = Field<std::string>::empty();
  EXPECT_EQ(only_finding(sign_in_provider(with_provider(none, true))).status, Status::ok);
  EXPECT_EQ(only_finding(sign_in_provider(with_provider(std::string{}, {}))).status, Status::ok);
}

// Made by a sale: a reset mail sets its first password.
TEST(SignInProvider, MentionsAnAccountWithNeither) {
  const auto none = Field<std::string>::empty();
  EXPECT_EQ(only_finding(sign_in_provider(with_provider(none, false))).status, Status::info);
}

TEST(SignInProvider, StaysUnansweredWhereItCannotTell) {
  auto evidence = with_provider(Field<std::string>::unreadable(), {});
  EXPECT_EQ(only_finding(sign_in_provider(evidence)).summary,
            "CustomersDot: provider could not be read");
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_EQ(only_finding(sign_in_provider(evidence)).status, Status::unanswered);
}

TEST(SignInProvider, DoesNotApplyWhereNobodyHasAPassword) {
  auto evidence = with_provider(k_provider, false);
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  EXPECT_EQ(sign_in_provider(evidence).not_applicable->why, "CustomersDot has no passwords");
}

TEST(SignInProvider, DoesNotApplyWithoutTheField) {
  EXPECT_EQ(sign_in_provider(sample_evidence()).not_applicable->why,
            "CustomersDot has no provider");
}

}  // namespace
}  // namespace latchkey
