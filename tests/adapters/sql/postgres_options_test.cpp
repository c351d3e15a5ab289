#include "adapters/sql/postgres_options.hpp"

#include <gtest/gtest.h>

namespace latchkey::sql {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr PostgresTimeouts k_timeouts{seconds{5}, milliseconds{8000}, milliseconds{10'000}};

std::string options_of(const std::string& dsn) {
  return with_timeouts(Secret{dsn}, k_timeouts).reveal();
}

TEST(PostgresOptions, AddsTheTimeoutsToAUri) {
  EXPECT_EQ(options_of("postgresql://reader@db.example/customers"),
            "postgresql://reader@db.example/customers?connect_timeout=5&tcp_user_timeout=10000"
            "&keepalives=1&keepalives_idle=30&keepalives_interval=10&keepalives_count=3"
            "&application_name=latchkey");
}

TEST(PostgresOptions, AddsTheTimeoutsToTheParametersOfAUri) {
  const auto options = options_of("postgres://a:5432,b:5432/customers?sslmode=verify-full");
  EXPECT_TRUE(options.starts_with(
      "postgres://a:5432,b:5432/customers?sslmode=verify-full&connect_timeout=5&"));
}

TEST(PostgresOptions, AddsTheTimeoutsToKeywords) {
  const auto options = options_of("host=db.example dbname='my customers'");
  EXPECT_TRUE(options.starts_with(
      "host=db.example dbname='my customers' connect_timeout=5 tcp_user_timeout=10000 "));
}

TEST(PostgresOptions, GivesEachStageItsShareOfTheDeadline) {
  const auto timeouts = timeouts_within(seconds{10});
  EXPECT_EQ(timeouts.connect, seconds{5});
  EXPECT_EQ(timeouts.statement, seconds{8});
  EXPECT_EQ(timeouts.unacknowledged, seconds{10});
}

// libpq takes a timeout below two seconds for two; nought would mean to wait for ever.
TEST(PostgresOptions, NeverAsksForAConnectTimeoutThatLibpqDoesNotTake) {
  EXPECT_EQ(timeouts_within(milliseconds{500}).connect, seconds{2});
}

}  // namespace
}  // namespace latchkey::sql
