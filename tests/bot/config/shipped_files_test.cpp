// The configurations that we ship are accepted by the program that they are for.
#include "bot/config/load_config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace latchkey
