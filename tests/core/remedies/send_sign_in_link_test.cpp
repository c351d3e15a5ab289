#include "core/remedies/send_sign_in_link.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;

Evidence without_passwords() {
  auto evidence = sample_evidence();
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  evidence.services[0].service.sign_in_link_form = "/customers/sign_in_link/new";
  return evidence;
}

TEST(SendSignInLink, IsOfferedWhereTheServiceHasTheFormAndNoPasswords) {
  EXPECT_TRUE(may_send_sign_in_link(without_passwords()));
  auto evidence = without_passwords();
  evidence.services[0].service.sign_in_link_form = "";
  EXPECT_FALSE(may_send_sign_in_link(evidence));
  evidence = without_passwords();
  evidence.services[0].service.sign_in = SignIn::password;
  EXPECT_FALSE(may_send_sign_in_link(evidence));
}

TEST(SendSignInLink, IsNotOfferedToWhoeverCannotUseIt) {
  auto evidence = without_passwords();
  evidence.services[0].accounts->rows[0].login_activated = false;
  EXPECT_FALSE(may_send_sign_in_link(evidence));
  evidence.services[0].accounts = found({});
  EXPECT_FALSE(may_send_sign_in_link(evidence));
}

TEST(SendSignInLink, IsNotOfferedForHalfAnHourAfterTheLastOne) {
  auto evidence = without_passwords();
  evidence.services[0].mail = history({delivered(k_link, k_now - minutes{29})});
  EXPECT_FALSE(may_send_sign_in_link(evidence));
  evidence.services[0].mail = history({delivered(k_link, k_now - minutes{30})});
  EXPECT_TRUE(may_send_sign_in_link(evidence));
  evidence.services[0].mail = history({bounced(k_link, k_now - minutes{5})});
  EXPECT_TRUE(may_send_sign_in_link(evidence)) << "that link reached nobody";
  evidence.services[0].mail = unauthorized();
  EXPECT_FALSE(may_send_sign_in_link(evidence)) << "that cannot be seen";
}

}  // namespace
}  // namespace latchkey
