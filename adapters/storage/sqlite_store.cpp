#include "adapters/storage/sqlite_store.hpp"

#include "adapters/sql/worker_thread.hpp"
#include "adapters/storage/diagnoses_table.hpp"
#include "adapters/storage/file_lock.hpp"
#include "adapters/storage/remedy_attempts_table.hpp"
#include "adapters/storage/sqlite_session.hpp"
#include "adapters/storage/store_error.hpp"
#include "adapters/storage/stored_time.hpp"
#include "adapters/storage/transaction.hpp"

#include <soci/soci.h>

#include <chrono>
#include <optional>

namespace latchkey::storage {
namespace {

using boost::asio::awaitable;

/// Twice what one call may wait for another program's write (sqlite_session.cpp).
constexpr std::chrono::seconds k_deadline{10};
/// A slow disk syncs some fifty times a second: who stands further back would wait for more than
/// Slack's three seconds.
constexpr int k_queue_limit = 150;
/// Chat platforms redeliver for minutes at most.
constexpr std::chrono::hours k_dedupe_memory{24};

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<soci::session> session, std::string file,
              std::optional<FileLock> lock)
      : lock_(std::move(lock)), file_(std::move(file)), session_(std::move(session)) {}

  awaitable<Expected<bool>> first_sight(std::string dedupe_key, TimePoint at) override {
    return transact<bool>([dedupe_key, at](soci::session& sql) -> Expected<bool> {
      const long long seen_at = to_stored(at);
      const long long forgotten = to_stored(at - k_dedupe_memory);
      sql << "DELETE FROM seen WHERE seen_at < :forgotten", soci::use(forgotten, "forgotten");
      std::string inserted;
      sql << "INSERT INTO seen (dedupe_key, seen_at) VALUES (:key, :at)"
             " ON CONFLICT (dedupe_key) DO NOTHING RETURNING dedupe_key",
          soci::use(dedupe_key, "key"), soci::use(seen_at, "at"), soci::into(inserted);
      return sql.got_data();
    });
  }

  awaitable<Expected<void>> record_diagnosis(DiagnosisRecord record) override {
    return transact<void>([record](soci::session& sql) -> Expected<void> {
      save(sql, record);
      return {};
    });
  }

  awaitable<Expected<std::optional<DiagnosisRecord>>> find_diagnosis(std::string id) override {
    return transact<std::optional<DiagnosisRecord>>(
        [id](soci::session& sql) { return load(sql, id); });
  }

  awaitable<Expected<RemedyStart>> begin_remedy(RemedyAttempt attempt, MailLimits limits) override {
    return transact<RemedyStart>([attempt, limits](soci::session& sql) -> Expected<RemedyStart> {
      if (const auto earlier = earlier_press(sql, attempt)) return RemedyStart{*earlier};
      const auto sent = mail_times(sql, attempt.customer, attempt.at - std::chrono::hours{24});
      if (const auto over = over_limit(sent, attempt.at, limits)) return RemedyStart{*over};
      return RemedyStart{RemedyBegun{add(sql, attempt)}};
    });
  }

  awaitable<Expected<void>> finish_remedy(long long attempt, RemedyOutcome outcome) override {
    return transact<void>(
        [attempt, outcome](soci::session& sql) { return set_outcome(sql, attempt, outcome); });
  }

  awaitable<Expected<std::vector<RemedyPress>>> presses(std::string diagnosis_id) override {
    using Presses = std::vector<RemedyPress>;
    return transact<Presses>([diagnosis_id](soci::session& sql) -> Expected<Presses> {
      return presses_under(sql, diagnosis_id);
    });
  }

  awaitable<Expected<int>> mails_left(EmailAddress customer, TimePoint now,
                                      MailLimits limits) override {
    return transact<int>([customer, now, limits](soci::session& sql) -> Expected<int> {
      const auto sent = mail_times(sql, customer, now - std::chrono::hours{24});
      return storage::mails_left(sent, now, limits);
    });
  }

  awaitable<Expected<void>> forget_before(TimePoint oldest) override {
    return transact<void>([oldest](soci::session& sql) -> Expected<void> {
      const long long before = to_stored(oldest);
      sql << "DELETE FROM seen WHERE seen_at < :before", soci::use(before, "before");
      forget_diagnoses(sql, oldest);
      forget_attempts(sql, oldest);
      return {};
    });
  }

 private:
  template <class T>
  awaitable<Expected<T>> transact(std::function<Expected<T>(soci::session&)> work) {
    return worker_.run<T>(
        [this, work = std::move(work)]() -> Expected<T> {
          try {
            std::optional<Expected<T>> answer;
            in_transaction(*session_, [&] { answer.emplace(work(*session_)); });
            return std::move(*answer);
          } catch (const soci::soci_error& error) {
            return store_error(file_, error);
          }
        },
        k_deadline);
  }

  std::optional<FileLock> lock_;
  std::string file_;
  std::unique_ptr<soci::session> session_;
  sql::WorkerThread worker_{"store", k_queue_limit};  // last: it uses the others until it ends
};

}  // namespace

Expected<std::unique_ptr<Store>> open_sqlite_store(const std::string& file, StoreUse use) {
  std::optional<FileLock> lock;
  if (use == StoreUse::serve) {
    auto taken = FileLock::take(file);
    if (!taken) return taken.error();
    lock.emplace(std::move(*taken));
  }
  auto session = open_sqlite_session(file);
  if (!session) return session.error();
  return std::unique_ptr<Store>{
      std::make_unique<SqliteStore>(std::move(*session), file, std::move(lock))};
}

Expected<std::unique_ptr<Store>> open_memory_store() {
  auto session = open_sqlite_session(":memory:");
  if (!session) return session.error();
  return make_sqlite_store(std::move(*session), "memory");
}

std::unique_ptr<Store> make_sqlite_store(std::unique_ptr<soci::session> session, std::string file) {
  return std::make_unique<SqliteStore>(std::move(session), std::move(file), std::nullopt);
}

}  // namespace latchkey::storage
