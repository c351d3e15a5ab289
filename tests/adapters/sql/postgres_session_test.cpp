#include "adapters/sql/postgres_session.hpp"

#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <string>

namespace latchkey::sql {
namespace {

using harness::PostgresServer;

class PostgresSessionTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = server_.create_database();
    server_.execute(database_, "CREATE TABLE customers (email text); CREATE SEQUENCE numbers");
  }

  /// As the superuser, who may write everything.
  Expected<void> ask(const std::string& sql) {
    PostgresSession session{"CustomersDot", Secret{server_.dsn(database_)},
                            std::chrono::seconds{30}};
    return session.read([&](soci::session& connection) {
      connection << sql;
      return Expected<void>{};
    });
  }

  PostgresServer& server_ = PostgresServer::shared();
  std::string database_;
};

TEST_F(PostgresSessionTest, WritesNothingEvenForARoleThatMay) {
  for (const char* sql :
       {"INSERT INTO customers VALUES ('jane@acme.example')", "DELETE FROM customers",
        "UPDATE customers SET email = 'x'", "CREATE TABLE more (id int)", "DROP TABLE customers",
        "SELECT nextval('numbers')", "SELECT email FROM customers FOR UPDATE"}) {
    const auto written = ask(sql);
    ASSERT_FALSE(written) << sql;
    EXPECT_NE(written.error().vendor_text.find("read-only transaction"), std::string::npos)
        << written.error().vendor_text;
  }
  EXPECT_EQ(server_.execute(database_, "SELECT count(*) FROM customers")[0][0], "0");
}

// The server lets us in and answers nothing yet: no dsn is wrong, and no half of a connection
// stays.
TEST_F(PostgresSessionTest, SaysWhatFailedOnceItWasLetInAndBeginsAnewTheNextTime) {
  server_.execute(database_,
                  "CREATE ROLE newcomer LOGIN; GRANT SELECT ON customers TO newcomer;"
                  " REVOKE EXECUTE ON FUNCTION pg_backend_pid() FROM PUBLIC");
  PostgresSession session{"CustomersDot", Secret{server_.dsn(database_, "newcomer")},
                          std::chrono::seconds{30}};
  std::string counted;
  const auto count = [&](soci::session&) {
    counted =
        *session.statements().ask("SELECT count(*)::text FROM customers", {}, 1).front().front();
    return Expected<void>{};
  };
  const auto refused = session.read(count);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what,
            "CustomersDot: the database role may not read what Latchkey asks for");
  server_.execute(database_, "GRANT EXECUTE ON FUNCTION pg_backend_pid() TO PUBLIC");
  const auto asked = session.read(count);
  ASSERT_TRUE(asked) << asked.error().what;
  EXPECT_EQ(counted, "0");
  server_.execute(database_, "DROP OWNED BY newcomer; DROP ROLE newcomer");
}

// A pooler hands the same connection to other programs, which may have to write.
TEST_F(PostgresSessionTest, LeavesNothingSetBehindItsTransaction) {
  PostgresSession session{"CustomersDot", Secret{server_.dsn(database_)}, std::chrono::seconds{30}};
  std::string inside;
  std::string after;
  ASSERT_TRUE(session.read([&](soci::session& connection) {
    connection << "SHOW statement_timeout", soci::into(inside);
    connection << "COMMIT";
    connection << "SHOW statement_timeout", soci::into(after);
    std::string read_only;
    connection << "SHOW transaction_read_only", soci::into(read_only);
    EXPECT_EQ(read_only, "off");
    return Expected<void>{};
  }));
  EXPECT_EQ(inside, "24s");
  EXPECT_EQ(after, "0");
}

}  // namespace
}  // namespace latchkey::sql
