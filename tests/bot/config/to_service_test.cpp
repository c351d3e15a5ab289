#include "bot/config/to_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(ToService, PutsFormsBelowTheServicesUrl) {
  ServiceConfig config;
  config.name = "CustomersDot";
  config.url = "https://customers.example";
  config.forms = FormsConfig{.confirmation = "/confirmation/new", .password = ""};
  const Service service = to_service(config);
  EXPECT_EQ(service.confirmation_form, "https://customers.example/confirmation/new");
  EXPECT_EQ(service.password_form, "");
}

TEST(ToService, HasNoFormsWhereNoneAreConfigured) {
  EXPECT_EQ(to_service(ServiceConfig{}).confirmation_form, "");
}

TEST(ToService, KeepsHowLongLinksAndLocksLast) {
  ServiceConfig config;
  config.confirmation_link_lifetime = std::chrono::hours{72};
  config.unlock_in = std::nullopt;
  const Service service = to_service(config);
  EXPECT_EQ(service.confirmation_link_lifetime, std::chrono::hours{72});
  EXPECT_EQ(service.unlock_in, std::nullopt);
}

TEST(ToService, LinksToTheAccountAndToTheMailLog) {
  ServiceConfig config;
  config.account_link = "https://customers.example/admin/customer/{id}";
  config.mail_log_link = "https://mail.example/logs";
  const Service service = to_service(config);
  EXPECT_EQ(service.account_link, config.account_link);
  EXPECT_EQ(service.mail_log_link, config.mail_log_link);
}

TEST(ToService, KnowsWhichMailsGitlabSendsDespiteTheSuppressionLists) {
  ServiceConfig config;
  config.mail_kinds = {.reset = {"Reset password instructions*"},
                       .confirmation = {"Confirmation instructions*"}};
  EXPECT_THAT(to_service(config).sent_despite_suppression, testing::IsEmpty());
  config.accounts = GitlabAccountsConfig{.token = "env:TOKEN"};
  const Service gitlab = to_service(config);
  const auto despite = [&](const std::string& subject) {
    return is_sent_despite_suppression(gitlab, mail_kind(gitlab, subject));
  };
  for (const auto* subject : {"Reset password instructions", "Verify your identity",
                              "Verify your identity | GitLab", "Confirm your email address"}) {
    EXPECT_TRUE(despite(subject)) << subject;
  }
  for (const auto* subject : {"Confirmation instructions", "Unlock Instructions", "Your invoice"}) {
    EXPECT_FALSE(despite(subject)) << subject;
  }
}

}  // namespace
}  // namespace latchkey
