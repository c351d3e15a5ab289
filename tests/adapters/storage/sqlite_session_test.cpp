#include "adapters/storage/sqlite_session.hpp"

#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <filesystem>
#include <fstream>

namespace latchkey::storage {
namespace {

class SqliteSessionTest : public testing::Test {
 protected:
  std::string pragma(soci::session& sql, const std::string& name) {
    std::string value;
    sql << "PRAGMA " + name, soci::into(value);
    return value;
  }

  harness::TemporaryDirectory directory_;
  std::string file_ = directory_.path() / "latch key.db";
};

TEST_F(SqliteSessionTest, IsSafeAgainstPowerCuts) {
  const auto sql = open_sqlite_session(file_);
  ASSERT_TRUE(sql);
  EXPECT_EQ(pragma(**sql, "journal_mode"), "wal");
  EXPECT_EQ(pragma(**sql, "synchronous"), "2");
}

TEST_F(SqliteSessionTest, IsReadableToNobodyElse) {
  const auto sql = open_sqlite_session(file_);
  ASSERT_TRUE(sql);
  using std::filesystem::perms;
  for (const std::string& file : {file_, file_ + "-wal", file_ + "-shm"}) {
    EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write)
        << file;
  }
}

TEST_F(SqliteSessionTest, OpensAFileAgainWithoutChangingItsTables) {
  const auto first = open_sqlite_session(file_);
  ASSERT_TRUE(first);
  const auto tables = pragma(**first, "schema_version");
  const auto again = open_sqlite_session(file_);
  ASSERT_TRUE(again);
  EXPECT_EQ(pragma(**again, "schema_version"), tables);
  EXPECT_EQ(pragma(**again, "user_version"), pragma(**first, "user_version"));
}

TEST_F(SqliteSessionTest, RefusesAFileOfANewerLatchkey) {
  {
    const auto sql = open_sqlite_session(file_);
    ASSERT_TRUE(sql);
    **sql << "PRAGMA user_version = 1000";
  }
  const auto sql = open_sqlite_session(file_);
  ASSERT_FALSE(sql);
  EXPECT_EQ(sql.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(sql.error().what, "store: " + file_ + " was written by a newer Latchkey");
}

TEST_F(SqliteSessionTest, SaysThatAFileIsNoDatabase) {
  std::ofstream{file_} << std::string(8192, 'x');
  const auto sql = open_sqlite_session(file_);
  ASSERT_FALSE(sql);
  EXPECT_EQ(sql.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(sql.error().what, "store: " + file_ + ": damaged, or no SQLite database");
  EXPECT_NE(sql.error().vendor_text, "");
}

TEST_F(SqliteSessionTest, SaysThatAFolderIsMissing) {
  const auto sql = open_sqlite_session("/nonexistent/latchkey.db");
  ASSERT_FALSE(sql);
  EXPECT_EQ(sql.error().what, "store: /nonexistent/latchkey.db: cannot be opened");
  EXPECT_EQ(sql.error().vendor_text, "No such file or directory");
}

}  // namespace
}  // namespace latchkey::storage
