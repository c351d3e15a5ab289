#include "adapters/storage/sqlite_probe.hpp"

#include "adapters/storage/sqlite_store.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace latchkey::storage {
namespace {

class SqliteProbe : public testing::Test {
 protected:
  [[nodiscard]] std::string file() const { return directory_.path() / "latchkey.db"; }

  harness::TemporaryDirectory directory_;
};

// A file that the doctor made would belong to root, and the service could not write it.
TEST_F(SqliteProbe, MakesNothingWhereNothingIs) {
  const auto found = probe_sqlite_file(file());
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->exists);
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path()));
}

TEST_F(SqliteProbe, SaysThatThereIsNoDirectory) {
  const auto found = probe_sqlite_file("/nowhere/latchkey.db");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().what, "store: /nowhere/latchkey.db: there is no directory /nowhere");
}

TEST_F(SqliteProbe, TellsWhetherSomebodyServesWithTheFile) {
  {
    const auto serving = open_sqlite_store(file(), StoreUse::serve, Secret{std::string(64, 'k')});
    ASSERT_TRUE(serving);
    EXPECT_TRUE(probe_sqlite_file(file())->in_use);
  }
  const auto found = probe_sqlite_file(file());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->exists);
  EXPECT_FALSE(found->in_use);
}

TEST_F(SqliteProbe, RefusesWhatANewerLatchkeyWrote) {
  soci::session sql{soci::sqlite3, "dbname=\"" + file() + "\""};
  sql << "PRAGMA user_version = 1000";
  sql.close();
  EXPECT_EQ(probe_sqlite_file(file()).error().what,
            "store: " + file() + " was written by a newer Latchkey");
}

TEST_F(SqliteProbe, RefusesWhatIsNoDatabase) {
  std::ofstream{file()} << std::string(4096, 'x');
  EXPECT_EQ(probe_sqlite_file(file()).error().what,
            "store: " + file() + ": damaged, or no SQLite database");
}

}  // namespace
}  // namespace latchkey::storage
