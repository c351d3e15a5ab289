// What we ship beside the program goes with it.
#include "bot/config/load_config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace latchkey {
namespace {

TEST(ShippedConfig, TheSandboxsOwnIsAcceptedWithItsTokensInTheOpen) {
  const auto result = load_config(LATCHKEY_TESTS_DIR "/../../../deploy/sandbox/latchkey.toml");
  EXPECT_THAT(result.errors, testing::IsEmpty());
  EXPECT_THAT(result.warnings, testing::IsEmpty());
}

TEST(ShippedConfig, TheExampleIsAccepted) {
  const auto result = load_config(LATCHKEY_TESTS_DIR "/../../../deploy/latchkey.toml");
  EXPECT_THAT(result.errors, testing::IsEmpty());
  EXPECT_THAT(result.warnings, testing::IsEmpty());
}

TEST(ShippedUnit, WaitsOutTheGraceOfAShutdownAndTheSecondAfterIt) {
  std::ifstream unit{LATCHKEY_TESTS_DIR "/../../../deploy/systemd/latchkey.service.in"};
  const std::string key = "TimeoutStopSec=";
  long long seconds = 0;
  for (std::string line; std::getline(unit, line);) {
    if (line.starts_with(key)) seconds = std::stoll(line.substr(key.size()));
  }
  EXPECT_GT(seconds, RunConfig{}.shutdown_grace.count() + 1);
}

}  // namespace
}  // namespace latchkey
