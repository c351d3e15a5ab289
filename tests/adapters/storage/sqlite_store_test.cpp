#include "adapters/storage/sqlite_store.hpp"

#include "adapters/storage/sqlite_session.hpp"
#include "tests/adapters/storage/store_in_a_file.hpp"
#include "tests/adapters/storage/stored_samples.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

namespace latchkey::storage {
namespace {

using std::chrono::minutes;

using SqliteStoreTest = StoreInAFile;

TEST_F(SqliteStoreTest, TriesToWriteIntoTheFileItself) {
  const auto written = [&] { return std::filesystem::file_size(file_ + "-wal"); };
  const auto before = written();
  ASSERT_TRUE(wait_for(store_->try_to_write()));
  EXPECT_GT(written(), before);
}

TEST_F(SqliteStoreTest, SaysThatAnotherProgramKeepsItFromWriting) {
  auto session = open_sqlite_session(file_);
  ASSERT_TRUE(session);
  **session << "PRAGMA busy_timeout = 0";
  const auto store = make_sqlite_store(std::move(*session), file_, Secret{std::string(64, 'k')});
  const auto other = open_sqlite_session(file_);
  ASSERT_TRUE(other);
  **other << "BEGIN IMMEDIATE";
  const auto tried = wait_for(store->try_to_write());
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(tried.error().what, "store: " + file_ + ": locked by another program");
  EXPECT_EQ(tried.error().reason, ErrorReason::locked);
}

TEST_F(SqliteStoreTest, ForgetsWhatIsOlderThanTheRetention) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  ASSERT_TRUE(wait_for(store_->begin_remedy(press("d1"), k_limits)));
  ASSERT_TRUE(wait_for(store_->forget_before(k_now)));
  EXPECT_TRUE(*wait_for(store_->find_diagnosis("d1")));
  ASSERT_TRUE(wait_for(store_->forget_before(k_now + minutes{1})));
  EXPECT_FALSE(*wait_for(store_->find_diagnosis("d1")));
  EXPECT_TRUE(wait_for(store_->presses("d1"))->empty());
}

TEST_F(SqliteStoreTest, RefusesASecondRunOnTheSameFile) {
  const auto second = open_sqlite_store(file_, StoreUse::serve, Secret{std::string(64, 'k')});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::refused);
}

TEST_F(SqliteStoreTest, TakesARecordFromTheCommandLineBesideARun) {
  const auto beside = open_sqlite_store(file_, StoreUse::record, Secret{std::string(64, 'k')});
  ASSERT_TRUE(beside);
  ASSERT_TRUE(wait_for((*beside)->record_diagnosis(record("d1"))));
  EXPECT_TRUE(*wait_for(store_->find_diagnosis("d1")));
}

TEST_F(SqliteStoreTest, SaysThatTheDiskIsFullAndKeepsWhatItHad) {
  store_.reset();
  auto session = open_sqlite_session(file_);
  ASSERT_TRUE(session);
  **session << "PRAGMA max_page_count = 1";  // SQLite takes today's size instead
  const auto store = make_sqlite_store(std::move(*session), file_, Secret{std::string(64, 'k')});
  ASSERT_TRUE(wait_for(store->record_diagnosis(record("small"))));

  auto large = record("large");
  large.asked_by = std::string(100'000, 'x');
  const auto recorded = wait_for(store->record_diagnosis(large));
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(recorded.error().what, "store: " + file_ + ": the disk is full");
  EXPECT_EQ(recorded.error().reason, ErrorReason::disk_full);
  EXPECT_EQ(recorded.error().vendor_text.find("jane"), std::string::npos);
  EXPECT_TRUE(*wait_for(store->find_diagnosis("small")));
  EXPECT_FALSE(*wait_for(store->find_diagnosis("large")));
}

TEST_F(SqliteStoreTest, SaysThatTheFileIsDamaged) {
  ASSERT_TRUE(wait_for(store_->record_diagnosis(record("d1"))));
  store_.reset();
  {
    std::fstream file{file_, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(4096);  // after the first page, which tells what the file is
    file << std::string(16 * 4096, '\xff');
  }
  open();
  const auto found = wait_for(store_->find_diagnosis("d1"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(found.error().what, "store: " + file_ + ": damaged, or no SQLite database");
}

TEST(MemoryStore, KeepsWhatItIsGivenWhileItLives) {
  boost::asio::io_context context;
  const auto store = open_memory_store();
  ASSERT_TRUE(store);
  ASSERT_TRUE(doubles::await((*store)->record_diagnosis(record("d1")), context));
  EXPECT_TRUE(*doubles::await((*store)->find_diagnosis("d1"), context));
}

}  // namespace
}  // namespace latchkey::storage
