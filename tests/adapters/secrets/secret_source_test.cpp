#include "adapters/secrets/secret_source.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace latchkey::secrets {
namespace {

class SecretSource : public testing::Test {
 protected:
  SecretSource() {
    std::string name = testing::TempDir() + "latchkey-secret-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
    directory_ = name;
  }
  ~SecretSource() override { std::filesystem::remove_all(directory_); }

  std::string file(const std::string& text, mode_t mode = 0600) {
    const auto path = (directory_ / "secret").string();
    std::ofstream{path, std::ios::binary} << text;
    ::chmod(path.c_str(), mode);
    return "file:" + path;
  }

  std::filesystem::path directory_;
};

TEST_F(SecretSource, KnowsAReferenceFromALiteral) {
  EXPECT_TRUE(is_reference("env:TOKEN"));
  EXPECT_TRUE(is_reference("file:/run/secrets/token"));
  EXPECT_TRUE(is_reference("op://Support/Mailgun/api key"));
  EXPECT_FALSE(is_reference("xoxb-1234"));
  EXPECT_FALSE(is_reference(""));
}

TEST_F(SecretSource, ReadsAnEnvironmentVariableWithoutTheBlanksAroundIt) {
  ::setenv("LATCHKEY_TEST_SECRET", " s3cret\n", 1);
  const auto secret = resolve("env:LATCHKEY_TEST_SECRET");
  ::unsetenv("LATCHKEY_TEST_SECRET");
  ASSERT_TRUE(secret);
  EXPECT_EQ(secret->reveal(), "s3cret");
}

TEST_F(SecretSource, NamesTheReferenceThatIsMissingOrEmpty) {
  const auto missing = resolve("env:LATCHKEY_TEST_NO_SUCH");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_NE(missing.error().what.find("env:LATCHKEY_TEST_NO_SUCH"), std::string::npos);

  const auto empty = resolve(file(" \n"));
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::invalid);
}

TEST_F(SecretSource, ReadsAFileOfOneOwnerWithoutItsLineEnd) {
  const auto secret = resolve(file("two words\r\n"));
  ASSERT_TRUE(secret) << secret.error().what;
  EXPECT_EQ(secret->reveal(), "two words");
}

TEST_F(SecretSource, RefusesAFileThatOthersMayRead) {
  for (const mode_t mode : {0640U, 0604U, 0620U, 0644U}) {
    const auto secret = resolve(file("s3cret", mode));
    ASSERT_FALSE(secret) << mode;
    EXPECT_EQ(secret.error().kind, ErrorKind::refused);
    EXPECT_EQ(secret.error().what.find("s3cret"), std::string::npos);
  }
}

TEST_F(SecretSource, RefusesWhatIsNoRegularFile) {
  const auto folder = resolve("file:" + directory_.string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().kind, ErrorKind::invalid);

  const auto pipe = (directory_ / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(resolve("file:" + pipe)) << "and does not wait for a writer";

  const auto missing = resolve("file:" + (directory_ / "none").string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
}

TEST_F(SecretSource, ReadsUpTo64KiBAndNoMore) {
  const auto fits = resolve(file(std::string(64 * 1024, 'k')));
  ASSERT_TRUE(fits);
  EXPECT_EQ(fits->reveal().size(), 64U * 1024);
  const auto larger = resolve(file(std::string(64 * 1024 + 1, 'k')));
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().kind, ErrorKind::invalid);
}

TEST_F(SecretSource, SaysThatItCannotResolveOnePasswordReferences) {
  const auto secret = resolve("op://Support/Mailgun/api key");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().kind, ErrorKind::not_configured);
  EXPECT_NE(secret.error().what.find("use env: or file:"), std::string::npos);
}

// A token pasted where its reference belongs must not end up in an error line.
TEST_F(SecretSource, NeverRepeatsWhatIsNoReference) {
  const auto secret = resolve("xoxb-not-a-reference");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().kind, ErrorKind::invalid);
  EXPECT_EQ(secret.error().what.find("xoxb"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::secrets
