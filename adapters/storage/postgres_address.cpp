#include "adapters/storage/postgres_address.hpp"

#include <mutex>
#include <utility>

namespace latchkey::storage {

struct PostgresAddress::Shared {
  std::mutex mutex;
  Secret dsn;
  std::function<void()> tell;
};

PostgresAddress::PostgresAddress(Secret dsn) : shared_(std::make_shared<Shared>()) {
  shared_->dsn = std::move(dsn);
}

Secret PostgresAddress::newest() const {
  const std::lock_guard lock{shared_->mutex};
  return shared_->dsn;
}

void PostgresAddress::exchange(Secret dsn) {
  const std::lock_guard lock{shared_->mutex};
  shared_->dsn = std::move(dsn);
}

void PostgresAddress::on_refusal(std::function<void()> tell) {
  const std::lock_guard lock{shared_->mutex};
  shared_->tell = std::move(tell);
}

void PostgresAddress::refused() const {
  const std::lock_guard lock{shared_->mutex};
  if (shared_->tell) shared_->tell();
}

}  // namespace latchkey::storage
