// Guards against a fault for one customer that another one meets, too.
#include "deploy/sandbox/faults.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

Fault fault(const std::string& address, int status, int count = 1) {
  return {.system = "mailgun", .address = address, .status = status, .count = count};
}

/// What a request meets; 0 where it is answered as usual.
int met(Faults& faults, const HttpRequest& request, const std::string& system = "mailgun") {
  const auto found = faults.take(system, request);
  return found ? found->status : 0;
}

TEST(Faults, HoldForSoManyAnswersOfTheirSystem) {
  Faults faults{Scenario{}};
  faults.set(fault("", 503, 2));
  EXPECT_EQ(met(faults, {}, "gitlab"), 0);
  EXPECT_EQ(met(faults, {}), 503);
  EXPECT_EQ(met(faults, {}), 503);
  EXPECT_EQ(met(faults, {}), 0);
}

TEST(Faults, ForAnAddressAreMetWhereverARequestNamesIt) {
  Scenario scenario;
  scenario.faults = {fault("a+b@c.example", 400, k_for_good)};
  Faults faults{scenario};
  const HttpRequest in_path{"GET", "/bounces/a%2Bb%40c.example", {}, {}, {}};
  const HttpRequest in_query{"GET", "/", {{"to", "\"a+b@c.example\""}}, {}, {}};
  const HttpRequest in_form{"POST", "/", {}, {}, "email=a%2Bb%40c.example"};
  const HttpRequest in_json{"POST", "/", {}, {}, R"({"value":"z@c.example"})"};
  EXPECT_EQ(met(faults, in_path), 400);
  EXPECT_EQ(met(faults, in_query), 400);
  EXPECT_EQ(met(faults, in_form), 400);
  EXPECT_EQ(met(faults, in_json), 0);
}

TEST(Faults, ForAnAddressComeBeforeThoseForEverybody) {
  Faults faults{Scenario{}};
  faults.set(fault("", 503, 9));
  faults.set(fault("a@b.example", 400, 9));
  EXPECT_EQ(met(faults, {"GET", "/bounces/a%40b.example", {}, {}, {}}), 400);
  EXPECT_EQ(met(faults, {"GET", "/bounces/x%40b.example", {}, {}, {}}), 503);
}

TEST(Faults, OfOneSystemAreReplaced) {
  Faults faults{Scenario{}};
  faults.set(fault("", 503, 9));
  faults.set(fault("", 502, 9));
  EXPECT_EQ(met(faults, {}), 502);
}

}  // namespace
}  // namespace latchkey::sandbox
