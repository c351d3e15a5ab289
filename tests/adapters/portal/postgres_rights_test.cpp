// Against a real PostgreSQL.
#include "adapters/portal/postgres_rights.hpp"

#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <string>

namespace latchkey::portal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PostgresRights : public testing::Test {
 protected:
  PostgresRights() : database_(server_.create_database()) {
    server_.execute(database_,
                    "CREATE TABLE customers (id int, email text, encrypted_password text,"
                    " reset_password_token text); CREATE TABLE accounts_log (entry text)");
  }

  /// A role of this test's own with these grants.
  Expected<DatabaseRights> rights_of(const std::string& role, const std::string& grants) {
    server_.execute(database_, "CREATE ROLE " + role + " LOGIN; " + grants);
    boost::asio::io_context context;
    const auto probe = create_postgres_probe({.service = "CustomersDot",
                                              .dsn = Secret{server_.dsn(database_, role)},
                                              .table = "customers",
                                              .columns = {}});
    return doubles::await(probe->rights(), context);
  }

  harness::PostgresServer& server_ = harness::PostgresServer::shared();
  std::string database_;
};

TEST_F(PostgresRights, SeeNothingWrongWithAReaderOfHarmlessColumns) {
  const auto rights = rights_of("rights_reader",
                                "GRANT SELECT (id, email) ON customers TO "
                                "rights_reader");
  ASSERT_TRUE(rights);
  EXPECT_EQ(rights->role, "rights_reader");
  EXPECT_FALSE(rights->superuser);
  EXPECT_FALSE(rights->may_create);
  EXPECT_THAT(rights->writable, IsEmpty());
  EXPECT_THAT(rights->readable_secrets, IsEmpty());
  EXPECT_FALSE(rights->replica);
  EXPECT_FALSE(rights->lag);
}

// The accounts' own table first, whatever the others are called; one column is enough.
TEST_F(PostgresRights, NameWhatMayBeWrittenAndWhichSecretsMayBeRead) {
  const auto rights = rights_of("rights_writer",
                                "GRANT SELECT ON customers TO rights_writer; GRANT UPDATE (email) "
                                "ON customers TO rights_writer; GRANT DELETE ON accounts_log TO "
                                "rights_writer; GRANT CREATE ON SCHEMA public TO rights_writer");
  ASSERT_TRUE(rights);
  EXPECT_THAT(rights->writable, ElementsAre("customers", "accounts_log"));
  EXPECT_THAT(rights->readable_secrets, ElementsAre("encrypted_password", "reset_password_token"));
  EXPECT_TRUE(rights->may_create);
}

TEST_F(PostgresRights, KnowASuperuser) {
  const auto rights = rights_of("rights_super", "ALTER ROLE rights_super SUPERUSER");
  ASSERT_TRUE(rights);
  EXPECT_TRUE(rights->superuser);
}

}  // namespace
}  // namespace latchkey::portal
