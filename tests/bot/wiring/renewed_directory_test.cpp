#include "bot/wiring/renewed_directory.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_account_directory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace latchkey {
namespace {

/// A database that opens to one password.
struct Database {
  std::string password = "right";
  Expected<Secret> kept = Secret{"wrong"};
  int readings = 0;
  std::vector<std::string> built_with;
};

boost::asio::awaitable<Expected<Secret>> read_kept(Database& database) {
  ++database.readings;
  co_return database.kept;
}

RenewedDirectory directory_of(Database& database) {
  return {Secret{"wrong"},
          [&database](const Secret& secret) {
            database.built_with.push_back(secret.reveal());
            auto directory = std::make_unique<doubles::FakeAccountDirectory>();
            if (secret.reveal() != database.password) {
              directory->answer = Error{ErrorKind::refused, "S: does not let Latchkey in"};
            }
            return directory;
          },
          [&database] { return read_kept(database); }};
}

Expected<AccountsFound> find(RenewedDirectory& directory) {
  std::vector<EmailAddress> spellings = {*EmailAddress::parse("jane.doe@acme.example")};
  return doubles::await(directory.find(std::move(spellings), Reach::look_alikes));
}

TEST(RenewedDirectory, AsksOnceMoreWithTheSecretOfNow) {
  Database database;
  auto directory = directory_of(database);
  database.kept = Secret{"right"};
  EXPECT_TRUE(find(directory));
  EXPECT_TRUE(find(directory));
  EXPECT_EQ(database.built_with, (std::vector<std::string>{"wrong", "right"}));
  EXPECT_EQ(database.readings, 1);
}

// A role that may not read a table is refused as well, and another connection would not help.
TEST(RenewedDirectory, StaysWithTheSameSecret) {
  Database database;
  auto directory = directory_of(database);
  const auto found = find(directory);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().what, "S: does not let Latchkey in");
  EXPECT_EQ(database.built_with.size(), 1U);
}

TEST(RenewedDirectory, KeepsTheOldOneWhereItCannotBeReadAgain) {
  Database database;
  auto directory = directory_of(database);
  database.kept = Error{ErrorKind::unreachable, "1Password Connect: no connection"};
  const auto found = find(directory);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
}

TEST(RenewedDirectory, ReadsNothingAgainForOtherFailures) {
  Database database;
  database.password = "wrong";
  auto directory = directory_of(database);
  EXPECT_TRUE(find(directory));
  EXPECT_EQ(database.readings, 0);
}

}  // namespace
}  // namespace latchkey
