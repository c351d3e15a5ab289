#include "adapters/sql/postgres_error.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace latchkey::sql {
namespace {

constexpr const char* k_soci = "Cannot establish connection to the database.\n";

// The words of libpq 15 and PostgreSQL 15, as they came.
TEST(PostgresError, TellsWhyNoConnectionCameAbout) {
  struct Row {
    std::string words;
    ErrorKind kind;
    std::string what;
  };
  const std::string to_server = "connection to server at \"127.0.0.1\", port 5432 failed: ";
  const std::vector<Row> rows = {
      {to_server + "Connection refused\n\tIs the server running on that host and accepting TCP/IP "
                   "connections?\n",
       ErrorKind::unreachable, "CustomersDot: the database cannot be reached"},
      {"could not translate host name \"replica.invalid\" to address: Name or service not known\n",
       ErrorKind::unreachable, "CustomersDot: the database cannot be reached"},
      {to_server + "server closed the connection unexpectedly\n", ErrorKind::unreachable,
       "CustomersDot: the database cannot be reached"},
      {to_server + "timeout expired\n", ErrorKind::timed_out,
       "CustomersDot: the database did not answer in time"},
      {to_server + "FATAL:  the database system is starting up\n", ErrorKind::unavailable,
       "CustomersDot: the database takes no connections at the moment"},
      {to_server + "FATAL:  the database system is not yet accepting connections\n"
                   "DETAIL:  Consistent recovery state has not been yet reached.\n",
       ErrorKind::unavailable, "CustomersDot: the database takes no connections at the moment"},
      {to_server + "Connection refused\n" + to_server +
           "FATAL:  the database system is not accepting connections\n"
           "DETAIL:  Hot standby mode is disabled.\n",
       ErrorKind::unavailable, "CustomersDot: the database takes no connections at the moment"},
      {to_server + "FATAL:  sorry, too many clients already\n", ErrorKind::unavailable,
       "CustomersDot: the database takes no connections at the moment"},
      {to_server + "FATAL:  password authentication failed for user \"latchkey_reader\"\n",
       ErrorKind::refused, "CustomersDot: the database does not let Latchkey in"},
      {to_server + "fe_sendauth: no password supplied\n", ErrorKind::refused,
       "CustomersDot: the database does not let Latchkey in"},
      {to_server + "FATAL:  database \"customers\" does not exist\n", ErrorKind::refused,
       "CustomersDot: the database does not let Latchkey in"}};
  for (const auto& row : rows) {
    const auto error = connection_error("CustomersDot", k_soci + row.words);
    EXPECT_EQ(error.kind, row.kind) << row.words;
    EXPECT_EQ(error.what, row.what) << row.words;
    EXPECT_EQ(error.vendor_text, row.words);
  }
}

// libpq quotes what it does not understand, which may be a part of a password.
TEST(PostgresError, QuotesNothingOfAConnectionStringThatLibpqDoesNotUnderstand) {
  const auto error = connection_error(
      "CustomersDot",
      std::string{k_soci} + "missing \"=\" after \"hunter2\" in connection info string\n");
  EXPECT_EQ(error.kind, ErrorKind::not_configured);
  EXPECT_EQ(error.what, "CustomersDot: libpq does not understand its dsn");
  EXPECT_EQ(error.vendor_text, "");
}

TEST(PostgresError, NamesThePackageThatIsMissing) {
  const auto error =
      connection_error("CustomersDot", "Failed to find shared library for backend postgresql");
  EXPECT_EQ(error.kind, ErrorKind::not_configured);
  EXPECT_EQ(error.what,
            "CustomersDot: SOCI's PostgreSQL back end is not installed (libsoci-postgresql4.0)");
}

}  // namespace
}  // namespace latchkey::sql
