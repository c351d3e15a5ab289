#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "core/base/secret.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <utility>

namespace latchkey::storage {

/// A store in a file of its own, as `run` opens it.
class StoreInAFile : public testing::Test {
 protected:
  StoreInAFile() { open(); }

  /// Opens the file anew; the former store is closed first.
  void open() {
    store_.reset();
    store_ = open_sqlite_store(file_, StoreUse::serve, Secret{std::string(64, 'k')}).value();
  }
  template <class T>
  T wait_for(boost::asio::awaitable<T> coroutine) {
    return doubles::await(std::move(coroutine), context_);
  }

  boost::asio::io_context context_;
  harness::TemporaryDirectory directory_;
  std::string file_ = directory_.path() / "latchkey.db";
  std::unique_ptr<Store> store_;
};

}  // namespace latchkey::storage
