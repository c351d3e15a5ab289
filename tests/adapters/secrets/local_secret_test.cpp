#include "adapters/secrets/local_secret.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace latchkey::secrets {
namespace {

class LocalSecret : public testing::Test {
 protected:
  LocalSecret() {
    std::string name = testing::TempDir() + "latchkey-secret-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
    directory_ = name;
  }
  ~LocalSecret() override { std::filesystem::remove_all(directory_); }

  std::string file(const std::string& text, mode_t mode = 0600) {
    const auto path = (directory_ / "secret").string();
    std::ofstream{path, std::ios::binary} << text;
    ::chmod(path.c_str(), mode);
    return "file:" + path;
  }

  std::filesystem::path directory_;
};

TEST_F(LocalSecret, KnowsWhatThisMachineResolves) {
  EXPECT_TRUE(is_local_reference("env:TOKEN"));
  EXPECT_TRUE(is_local_reference("file:/run/secrets/token"));
  EXPECT_TRUE(is_local_reference("credential:token"));
  EXPECT_FALSE(is_local_reference("op://Support/Mailgun/api key"));
  EXPECT_FALSE(is_local_reference("xoxb-1234"));
  EXPECT_FALSE(is_local_reference(""));
}

TEST_F(LocalSecret, ReadsAnEnvironmentVariableWithoutTheBlanksAroundIt) {
  ::setenv("LATCHKEY_TEST_SECRET", " s3cret\n", 1);
  const auto secret = resolve_local("env:LATCHKEY_TEST_SECRET");
  ::unsetenv("LATCHKEY_TEST_SECRET");
  ASSERT_TRUE(secret);
  EXPECT_EQ(secret->reveal(), "s3cret");
}

TEST_F(LocalSecret, NamesTheReferenceThatIsMissingOrEmpty) {
  const auto missing = resolve_local("env:LATCHKEY_TEST_NO_SUCH");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_NE(missing.error().what.find("env:LATCHKEY_TEST_NO_SUCH"), std::string::npos);

  const auto empty = resolve_local(file(" \n"));
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::invalid);
}

TEST_F(LocalSecret, ReadsAFileOfOneOwnerWithoutItsLineEnd) {
  const auto secret = resolve_local(file("two words\r\n"));
  ASSERT_TRUE(secret) << secret.error().what;
  EXPECT_EQ(secret->reveal(), "two words");
}

TEST_F(LocalSecret, RefusesAFileThatOthersMayRead) {
  for (const mode_t mode : {0640U, 0604U, 0620U, 0644U}) {
    const auto secret = resolve_local(file("s3cret", mode));
    ASSERT_FALSE(secret) << mode;
    EXPECT_EQ(secret.error().kind, ErrorKind::refused);
    EXPECT_EQ(secret.error().what.find("s3cret"), std::string::npos);
  }
}

TEST_F(LocalSecret, RefusesWhatIsNoRegularFile) {
  const auto folder = resolve_local("file:" + directory_.string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().kind, ErrorKind::invalid);

  const auto pipe = (directory_ / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(resolve_local("file:" + pipe)) << "and does not wait for a writer";

  const auto missing = resolve_local("file:" + (directory_ / "none").string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
}

TEST_F(LocalSecret, ReadsUpTo64KiBAndNoMore) {
  const auto fits = resolve_local(file(std::string(64 * 1024, 'k')));
  ASSERT_TRUE(fits);
  EXPECT_EQ(fits->reveal().size(), 64U * 1024);
  const auto larger = resolve_local(file(std::string(64 * 1024 + 1, 'k')));
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().kind, ErrorKind::invalid);
}

/// What systemd sets up for a unit with `LoadCredential=`.
class Credential : public LocalSecret {
 protected:
  Credential() { ::setenv("CREDENTIALS_DIRECTORY", directory_.c_str(), 1); }
  ~Credential() override { ::unsetenv("CREDENTIALS_DIRECTORY"); }
};

// 0440 is what stat shows of a file of root's that an access control list opens to the service.
TEST_F(Credential, IsReadAsSystemdLeavesIt) {
  for (const mode_t mode : {0400U, 0440U}) {
    file("s3cret\n", mode);
    const auto secret = resolve_local("credential:secret");
    ASSERT_TRUE(secret) << secret.error().what;
    EXPECT_EQ(secret->reveal(), "s3cret");
    std::filesystem::remove(directory_ / "secret");
  }
}

TEST_F(Credential, IsRefusedWhereOthersMayReadOrWriteIt) {
  for (const mode_t mode : {0404U, 0444U, 0420U, 0402U}) {
    file("s3cret", mode);
    const auto secret = resolve_local("credential:secret");
    ASSERT_FALSE(secret) << mode;
    EXPECT_EQ(secret.error().kind, ErrorKind::refused);
    EXPECT_EQ(secret.error().what, "credential:secret: may be read or written by other users");
    std::filesystem::remove(directory_ / "secret");
  }
}

TEST_F(Credential, IsRefusedWhereItBelongsToSomebodyElse) {
  file("s3cret", 0400);
  if (::chown((directory_ / "secret").c_str(), 4711, 4711) != 0) {
    GTEST_SKIP() << "only root can give a file away";
  }
  const auto secret = resolve_local("credential:secret");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().what, "credential:secret: belongs to another user");
}

TEST_F(Credential, LiesInItsDirectoryAndNowhereElse) {
  file("s3cret", 0400);
  EXPECT_TRUE(is_credential_reference("credential:secret"));
  for (const std::string name : {"", ".", "..", "../secret", "/etc/passwd"}) {
    EXPECT_FALSE(is_credential_reference("credential:" + name)) << name;
    EXPECT_FALSE(resolve_local("credential:" + name)) << name;
  }
}

TEST_F(LocalSecret, SaysWhereCredentialsComeFrom) {
  ::unsetenv("CREDENTIALS_DIRECTORY");
  const auto secret = resolve_local("credential:token");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().kind, ErrorKind::not_found);
  EXPECT_NE(secret.error().what.find("LoadCredential="), std::string::npos);
}

// A token pasted where its reference belongs must not end up in an error line.
TEST_F(LocalSecret, NeverRepeatsWhatIsNoReference) {
  const auto secret = resolve_local("xoxb-not-a-reference");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().kind, ErrorKind::invalid);
  EXPECT_EQ(secret.error().what.find("xoxb"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::secrets
