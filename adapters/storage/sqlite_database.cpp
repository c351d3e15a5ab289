#include "adapters/storage/sqlite_database.hpp"

#include "adapters/storage/store_error.hpp"
#include "adapters/storage/transaction.hpp"

#include <soci/soci.h>

#include <utility>

namespace latchkey::storage {
namespace {

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::unique_ptr<soci::session> session, std::string file)
      : session_(std::move(session)), file_(std::move(file)) {}

  [[nodiscard]] const std::string& name() const override { return file_; }
  void in_transaction(const Work& work) override {
    storage::in_transaction(*session_, [&] { work(*session_); });
  }
  void alone(const Work& work) override { work(*session_); }
  [[nodiscard]] Error meaning_of(const soci::soci_error& error) const override {
    return store_error(file_, error);
  }

 private:
  std::unique_ptr<soci::session> session_;
  std::string file_;
};

}  // namespace

std::unique_ptr<Database> sqlite_database(std::unique_ptr<soci::session> session,
                                          std::string file) {
  return std::make_unique<SqliteDatabase>(std::move(session), std::move(file));
}

}  // namespace latchkey::storage
