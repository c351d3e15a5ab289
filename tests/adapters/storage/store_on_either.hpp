#pragma once

#include "adapters/storage/postgres_store.hpp"
#include "adapters/storage/sqlite_store.hpp"
#include "core/base/secret.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace latchkey::storage {

/// What a store is kept in.
enum class KeptIn { sqlite, postgres };

inline void PrintTo(KeptIn kept, std::ostream* out) {
  *out << (kept == KeptIn::postgres ? "postgres" : "sqlite");
}

/// A store in a file or a PostgreSQL database of its own, as `run` opens it.
class StoreOnEither : public testing::TestWithParam<KeptIn> {
 protected:
  StoreOnEither() { open(); }

  [[nodiscard]] bool on_postgres() const { return GetParam() == KeptIn::postgres; }
  /// Opens it anew; the former store is closed first.
  void open(const Secret& key = Secret{std::string(64, 'k')}) {
    const bool again = store_ != nullptr;
    store_.reset();
    // Its lease is over.
    if (again && on_postgres()) tamper("DELETE FROM replicas");
    store_ = another(StoreUse::serve, key);
  }
  std::unique_ptr<Store> another(StoreUse use, const Secret& key = Secret{std::string(64, 'k')}) {
    if (!on_postgres()) return open_sqlite_store(file_, use, key).value();
    if (use == StoreUse::record) return open_postgres_store(Secret{dsn()}, key).value();
    return open_postgres_store(Secret{dsn()}, key, Serving{.connections = 2}).value();
  }
  /// Somebody who has what the store is kept in, and nothing else.
  std::unique_ptr<soci::session> somebody() {
    // SOCI adds something to a URI without parameters.
    if (on_postgres()) {
      return std::make_unique<soci::session>("postgresql", dsn() + "?application_name=somebody");
    }
    return std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + file_ + "\"");
  }
  void tamper(const std::string& statement) { *somebody() << statement; }
  template <class T>
  T wait_for(boost::asio::awaitable<T> coroutine) {
    return doubles::await(std::move(coroutine), context_);
  }
  /// Everything that is kept, in lower case: of SQLite the files, of PostgreSQL what can be asked.
  [[nodiscard]] std::string bytes() {
    std::string all = on_postgres() ? all_rows() : all_files();
    std::transform(all.begin(), all.end(), all.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return all;
  }
  [[nodiscard]] bool holds(const std::string& text) {
    return bytes().find(text) != std::string::npos;
  }

  boost::asio::io_context context_;
  harness::TemporaryDirectory directory_;
  std::string file_ = directory_.path() / "latchkey.db";

 private:
  std::string dsn() {
    auto& server = harness::PostgresServer::shared();
    if (database_.empty()) database_ = server.create_database();
    return server.dsn(database_);
  }
  [[nodiscard]] std::string all_files() const {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator{directory_.path()}) {
      std::ifstream in{entry.path(), std::ios::binary};
      all.append(std::istreambuf_iterator<char>{in}, {});
    }
    return all;
  }
  std::string all_rows() {
    std::string all;
    const auto& server = harness::PostgresServer::shared();
    for (const auto& table :
         server.execute(database_, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
      for (const auto& row :
           server.execute(database_, "SELECT CAST(t AS TEXT) FROM " + table[0] + " t")) {
        all += row[0] + "\n";
      }
    }
    return all;
  }

  std::string database_;

 protected:
  std::unique_ptr<Store> store_;
};

/// `INSTANTIATE_TEST_SUITE_P(On, …, k_either, kept_in);`
inline const auto k_either = testing::Values(KeptIn::sqlite, KeptIn::postgres);

inline std::string kept_in(const testing::TestParamInfo<KeptIn>& tested) {
  return tested.param == KeptIn::postgres ? "postgres" : "sqlite";
}

}  // namespace latchkey::storage
