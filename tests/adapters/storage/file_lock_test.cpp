#include "adapters/storage/file_lock.hpp"

#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace latchkey::storage {
namespace {

TEST(FileLock, KeepsTheNextOneOffUntilItIsGone) {
  const harness::TemporaryDirectory directory;
  const std::string file = directory.path() / "latchkey.db";
  {
    const auto held = FileLock::take(file);
    ASSERT_TRUE(held);
    const auto second = FileLock::take(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::refused);
    EXPECT_EQ(second.error().what, "store: " + file + " is in use by another latchkey run");
  }
  EXPECT_TRUE(FileLock::take(file));
}

TEST(FileLock, SaysWhyItCannotBeOpened) {
  const auto lock = FileLock::take("/nonexistent/latchkey.db");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(lock.error().what,
            "store: /nonexistent/latchkey.db.lock cannot be opened: No such file or directory");
}

}  // namespace
}  // namespace latchkey::storage
