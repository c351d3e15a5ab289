#include "core/remedies/send_password_reset.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;

TEST(SendPasswordReset, IsOfferedForAnAccountWithAPassword) {
  EXPECT_TRUE(may_send_password_reset(sample_evidence()));
}

TEST(SendPasswordReset, NeedsAFormAndPasswords) {
  auto evidence = sample_evidence();
  evidence.services[0].service.password_form = "";
  EXPECT_FALSE(may_send_password_reset(evidence));
  evidence = sample_evidence();
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  EXPECT_FALSE(may_send_password_reset(evidence));
}

TEST(SendPasswordReset, NeedsAnAccountThatTheFormFinds) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  EXPECT_FALSE(may_send_password_reset(evidence));
  evidence.services[0].accounts = timed_out("CustomersDot");
  EXPECT_FALSE(may_send_password_reset(evidence));
  auto secondary = account("9", "jd@home.example");
  secondary.secondary_emails = {jane().full()};
  evidence.services[0].accounts = found({secondary});
  EXPECT_FALSE(may_send_password_reset(evidence));
}

TEST(SendPasswordReset, IsNotForProviderAccounts) {
  auto evidence = sample_evidence();
  auto& row = evidence.services[0].accounts->rows[0];
  row.provider = std::string{"saml"};
  EXPECT_FALSE(may_send_password_reset(evidence));
  row.has_password = true;
  EXPECT_TRUE(may_send_password_reset(evidence));
}

TEST(SendPasswordReset, SparesALinkThatIsUnderHalfAnHourOld) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = history({delivered(k_reset, k_now - minutes{29})});
  EXPECT_FALSE(may_send_password_reset(evidence));
  evidence.services[0].mail = history({delivered(k_reset, k_now - minutes{30})});
  EXPECT_TRUE(may_send_password_reset(evidence));
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - minutes{29};
  EXPECT_FALSE(may_send_password_reset(evidence));
}

// The new one kills no link that anybody could use.
TEST(SendPasswordReset, SparesNoLinkWhoseMailFailed) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = history({suppressed(k_reset, k_now - minutes{5})});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - minutes{5};
  EXPECT_TRUE(may_send_password_reset(evidence));
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - minutes{2};
  EXPECT_FALSE(may_send_password_reset(evidence)) << "another one, whose mail is not visible yet";
}

TEST(SendPasswordReset, IsNotForAccountsThatAreKeptOut) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].login_activated = false;
  EXPECT_FALSE(may_send_password_reset(evidence));
  evidence.services[0].accounts->rows[0].login_activated = true;
  EXPECT_TRUE(may_send_password_reset(evidence));
  evidence.services[0].accounts->rows[0].state = std::string{"blocked"};
  EXPECT_FALSE(may_send_password_reset(evidence));
}

TEST(SendPasswordReset, SparesNoLinkThatHasRunOut) {
  auto evidence = sample_evidence();
  evidence.services[0].service.reset_link_lifetime = minutes{10};
  evidence.services[0].mail = history({delivered(k_reset, k_now - minutes{11})});
  EXPECT_TRUE(may_send_password_reset(evidence));
}

TEST(SendPasswordReset, IsNotOfferedWhereAFreshLinkCouldNotBeSeen) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = unauthorized();
  EXPECT_TRUE(may_send_password_reset(evidence)) << "the account tells";
  evidence.services[0].accounts->rows[0].reset_password_sent_at = Field<TimePoint>{};
  EXPECT_FALSE(may_send_password_reset(evidence));
}

}  // namespace
}  // namespace latchkey
