#include "adapters/storage/sqlite_backup.hpp"

#include "adapters/storage/sqlite_session.hpp"
#include "tests/adapters/storage/store_in_a_file.hpp"
#include "tests/adapters/storage/stored_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace latchkey::storage {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const Secret k_key{std::string(64, 'k')};

/// Beside the store that `run` has open.
struct SqliteBackup : StoreInAFile {
  std::string copy = directory_.path() / "copy.db";

  Expected<AuditVerdict> back_up() { return back_up_sqlite(file_, copy, k_key); }
  [[nodiscard]] long long files() const {
    const std::filesystem::directory_iterator all{directory_.path()};
    return std::distance(begin(all), end(all));
  }
};

TEST_F(SqliteBackup, IsAWholeStoreWhileTheOtherOneGoesOn) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("before"))));
  const auto done = back_up();
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_THAT(done->faults, IsEmpty());
  EXPECT_EQ(done->head, *wait_for(store_->audit_head()));
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("after"))));

  const auto restored = open_sqlite_store(copy, StoreUse::serve, k_key);
  ASSERT_TRUE(restored) << restored.error().what;
  EXPECT_TRUE(*wait_for((*restored)->find_diagnosis("before")));
  EXPECT_FALSE(*wait_for((*restored)->find_diagnosis("after")));
}

TEST_F(SqliteBackup, IsOneFileThatOnlyItsOwnerCanRead) {
  const auto before = files();
  ASSERT_TRUE(back_up());
  EXPECT_EQ(files(), before + 1) << "and no draft, nor a log of changes";
  struct stat status {};
  ASSERT_EQ(stat(copy.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(SqliteBackup, OverwritesNothing) {
  std::ofstream{copy} << "yesterday's";
  const auto done = back_up();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::invalid);
  EXPECT_EQ(std::filesystem::file_size(copy), std::string{"yesterday's"}.size());
}

TEST_F(SqliteBackup, TellsOfARecordThatWasChangedAndCopiesItAllTheSame) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  {
    const auto session = open_sqlite_session(file_);
    ASSERT_TRUE(session);
    **session << "UPDATE audit SET done_by = 'somebody' WHERE number = 1";
  }
  const auto done = back_up();
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_FALSE(done->faults.empty());
  EXPECT_TRUE(std::filesystem::exists(copy));
}

TEST_F(SqliteBackup, LeavesNothingBehindWhereTheStoreIsANewerLatchkeys) {
  {
    const auto session = open_sqlite_session(file_);
    ASSERT_TRUE(session);
    **session << "PRAGMA user_version = 1000";
  }
  const auto before = files();
  const auto done = back_up();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("written by a newer Latchkey"));
  EXPECT_EQ(files(), before);
}

TEST_F(SqliteBackup, SaysThatItsFolderIsMissing) {
  copy = directory_.path() / "none" / "copy.db";
  const auto done = back_up();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("cannot be made: No such file or directory"));
}

}  // namespace
}  // namespace latchkey::storage
