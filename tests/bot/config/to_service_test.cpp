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

}  // namespace
}  // namespace latchkey
