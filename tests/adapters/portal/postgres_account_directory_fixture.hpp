#pragma once

#include "adapters/portal/postgres_account_directory.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::portal {

inline EmailAddress address(const std::string& text) {
  return *EmailAddress::parse(text);
}

inline std::string portal_schema() {
  std::ifstream file{LATCHKEY_PORTAL_SCHEMA};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A database with the customers table of the real portal and its reader role.
class PostgresAccountDirectoryTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = server_.create_database();
    execute(portal_schema());
  }

  void execute(const std::string& sql) { server_.execute(database_, sql); }

  void add(harness::Columns columns) {
    columns.emplace_back("created_at", "2026-11-20 08:00:03.123456");
    columns.emplace_back("updated_at", "2026-11-20 08:00:03.123456");
    server_.insert(database_, "customers", columns);
  }

  PostgresOptions options() {
    PostgresOptions options;
    options.service = "CustomersDot";
    options.dsn = Secret{server_.dsn(database_, "latchkey_reader")};
    options.table = "customers";
    options.deadline = std::chrono::seconds{30};  // never reached, but where a test says so
    return options;
  }

  Expected<AccountsFound> find(AccountDirectory& directory, std::vector<EmailAddress> spellings) {
    return doubles::await(directory.find(std::move(spellings), Reach::look_alikes), context_);
  }

  Expected<AccountsFound> find(const PostgresOptions& given, const std::string& asked) {
    PostgresAccountDirectory directory{given};
    return find(directory, {address(asked)});
  }

  harness::PostgresServer& server_ = harness::PostgresServer::shared();
  std::string database_;
  boost::asio::io_context context_;
};

}  // namespace latchkey::portal
