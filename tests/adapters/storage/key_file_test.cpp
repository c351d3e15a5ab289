// The key of the record, where none is configured.
#include "adapters/storage/key_file.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace latchkey::storage {
namespace {

using testing::Not;
using testing::SizeIs;

TEST(KeyFile, IsMadeOnceForItsOwnerAlone) {
  const harness::TemporaryDirectory directory;
  const auto path = key_file_beside(directory.path() / "latchkey.db");
  const auto made = read_or_make_key(path);
  ASSERT_TRUE(made) << made.error().what;
  EXPECT_THAT(made->reveal(), SizeIs(64));
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(read_or_make_key(path).value().reveal(), made->reveal());
  const auto other = read_or_make_key(directory.path() / "other.key");
  EXPECT_THAT(other.value().reveal(), Not(made->reveal()));
}

TEST(KeyFile, IsRefusedWhereItIsNoKey) {
  const harness::TemporaryDirectory directory;
  std::ofstream{directory.path() / "short"} << "abc\n";
  EXPECT_FALSE(read_or_make_key(directory.path() / "short"));
  EXPECT_FALSE(read_or_make_key("/nonexistent/latchkey.db.key"));
}

}  // namespace
}  // namespace latchkey::storage
