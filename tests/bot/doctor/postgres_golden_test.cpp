// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/portal/portal.hpp"
#include "adapters/sql/postgres_error.hpp"
#include "bot/doctor/account_checks.hpp"
#include "bot/wiring/nobody.hpp"
#include "tests/bot/doctor/golden_page.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace latchkey::doctor {
namespace {

using harness::PostgresServer;
using std::chrono::seconds;

ServiceConfig service_with_table(const std::string& table) {
  ServiceConfig service;
  service.name = "CustomersDot";
  service.url = "https://customers.example";
  service.accounts = PostgresAccountsConfig{.dsn = "env:CUSTOMERS_REPLICA_DSN", .table = table};
  return service;
}

/// What is found with this dsn, by the adapter itself.
Checks accounts_at(const std::string& dsn, const std::string& table = "customers") {
  // Of a loaded machine, whose answers are the same.
  constexpr seconds k_patience{60};
  boost::asio::io_context context;  // outlives the directory, whose thread answers into it
  const auto directory = portal::create_postgres_account_directory({.service = "CustomersDot",
                                                                    .dsn = Secret{dsn},
                                                                    .table = table,
                                                                    .columns = {},
                                                                    .deadline = k_patience});
  return judge_accounts(service_with_table(table),
                        doubles::await(directory->find({nobody()}, Reach::look_alikes), context));
}

/// What is said where libpq says this, which takes a server of its own to hear.
Checks accounts_where_libpq_says(const std::string& words) {
  return judge_accounts(service_with_table("customers"),
                        sql::connection_error("CustomersDot", words));
}

Checks accounts_where_the_server_says(const std::string& words) {
  return accounts_where_libpq_says(
      "connection to server at \"replica.example\" (10.0.0.5), port 5432 failed: " + words);
}

portal::DatabaseRights harmless_rights() {
  return {.role = "latchkey_reader", .replica = true, .lag = seconds{0}};
}

TEST(DoctorGolden, PostgresAccounts) {
  PostgresServer& server = PostgresServer::shared();
  const std::string database = server.create_database();
  server.execute(
      database,
      "CREATE TABLE customers (id int, email varchar, confirmed_at timestamp, locked_at timestamp);"
      "CREATE TABLE hidden (LIKE customers);"
      "CREATE FUNCTION outdated() RETURNS text LANGUAGE plpgsql AS"
      " 'BEGIN RETURN (SELECT state FROM a_table_of_yesterday); END';"
      "CREATE VIEW outdated AS SELECT email, outdated() AS state FROM customers;"
      "CREATE VIEW broken AS SELECT email, (1 / (id - id))::text AS state FROM customers;"
      "CREATE ROLE doctor_reads LOGIN;"
      "GRANT SELECT (id, email, locked_at) ON customers TO doctor_reads;"
      "GRANT SELECT ON broken, outdated TO doctor_reads;"
      "INSERT INTO customers VALUES (1, 'latchkey-doctor@nobody.invalid')");
  const std::string dsn = server.dsn(database, "doctor_reads");
  Page page;
  page.add("readable, one column is not", accounts_at(dsn));
  page.add("nobody listens there", accounts_at("host=127.0.0.1 port=1 password=hunter2"));
  page.add("libpq does not understand the dsn", accounts_at("host=127.0.0.1 hunter2"));
  page.add("its driver is missing",
           accounts_where_libpq_says("Failed to find shared library for backend postgresql"));
  page.add("no such host", accounts_where_libpq_says("could not translate host name "
                                                     "\"replica.example\" to address: Name or "
                                                     "service not known"));
  page.add("packets are dropped on the way", accounts_where_the_server_says("timeout expired"));
  page.add("the password is wrong",
           accounts_where_the_server_says("FATAL:  password authentication failed for user "
                                          "\"latchkey_reader\""));
  page.add(
      "pg_hba.conf has no line for us",
      accounts_where_the_server_says("FATAL:  no pg_hba.conf entry for host \"10.0.0.7\", user "
                                     "\"latchkey_reader\", database \"portal\", no encryption"));
  page.add("its certificate is of nobody we know",
           accounts_where_the_server_says("SSL error: certificate verify failed"));
  page.add("it is starting",
           accounts_where_the_server_says("FATAL:  the database system is starting up"));
  page.add("all its connections are taken",
           accounts_where_the_server_says("FATAL:  sorry, too many clients already"));
  page.add("no such role", accounts_at(server.dsn(database, "nobody_of_this_name")));
  page.add("no such database", accounts_at(server.dsn("no_such_database", "doctor_reads")));
  page.add("no such table", accounts_at(dsn, "customer"));
  page.add("the table may not be read", accounts_at(dsn, "hidden"));
  page.add("the table has no addresses", accounts_at(dsn, "pg_catalog.pg_class"));
  page.add("a view of what is there no more", accounts_at(dsn, "outdated"));
  page.add("a view that breaks", accounts_at(dsn, "broken"));
  page.add(
      "a view that takes too long",
      judge_accounts(service_with_table("slow_customers"),
                     Error{.kind = ErrorKind::timed_out,
                           .what = "CustomersDot: the database took too long",
                           .vendor_text = "ERROR:  canceling statement due to statement timeout\n",
                           .reason = ErrorReason::slow_question}));
  const std::string text = with_usual("5432", server.port(), page.text());
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
  expect_golden("doctor/postgres_accounts.txt", text);
}

TEST(DoctorGolden, PostgresRights) {
  Page page;
  const auto service = service_with_table("customers");
  page.add("may only read", judge_rights(service, harmless_rights()));
  auto a_little_late = harmless_rights();
  a_little_late.lag = seconds{12};
  page.add("may only read, on a replica that is a little late",
           judge_rights(service, a_little_late));
  auto writer = harmless_rights();
  writer.replica = false;
  writer.lag.reset();
  writer.writable = {"customers", "orders", "licenses", "trials", "notes"};
  writer.may_create = true;
  page.add("may write, on a primary", judge_rights(service, writer));
  auto superuser = harmless_rights();
  superuser.superuser = true;
  superuser.role = "postgres";
  superuser.readable_secrets = {"encrypted_password", "reset_password_token"};
  superuser.lag = std::chrono::minutes{7};
  page.add("a superuser, on a replica that is behind", judge_rights(service, superuser));
  auto creator = harmless_rights();
  creator.may_create = true;
  creator.lag.reset();
  page.add("may create, on a replica that does not know its lag", judge_rights(service, creator));
  page.add("the rights cannot be asked",
           judge_rights(service, Error{ErrorKind::timed_out,
                                       "CustomersDot: the database did not answer in time"}));
  expect_golden("doctor/postgres_rights.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
