#pragma once

#include "adapters/storage/database.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace latchkey::storage {

/// One thread that works on the database. Whatever is asked for while a commit is under way shares
/// the next one, so that being durable costs one fsync for many callers instead of one for each.
///
/// A commit costs most of what a request costs us, so what may come some milliseconds later does
/// not get one of its own: it waits for one that is made anyway.
///
/// Goes before the `io_context` whose coroutines use it: its destructor finishes what is still
/// waited for, and reports to that context.
class GroupCommit {
 public:
  /// Runs on the thread, within the transaction; throws soci::soci_error. May run twice: where the
  /// work of somebody else in the same transaction fails, each is done again by itself.
  template <class T>
  using Work = std::function<Expected<T>(soci::session&)>;

  enum class Urgency {
    at_once,
    with_others,  ///< in the next commit, which waits for `patience` at most
    alone         ///< after the next commit, in no transaction: for what is done in none
  };

  explicit GroupCommit(std::unique_ptr<Database> database,
                       std::chrono::milliseconds patience = std::chrono::milliseconds{10});
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// The database's.
  [[nodiscard]] const std::string& name() const { return database_->name(); }

  /// Returns when what the work did is on disk. `unavailable` where the database is full, locked
  /// or damaged, or too many wait already; `timed_out` after `deadline`: twice what one call may
  /// wait for another program's write (sqlite_session.cpp) or for a PostgreSQL that is restarted.
  /// What had been begun then may still be done. `refused` where another process has taken over.
  template <class T>
  boost::asio::awaitable<Expected<T>> run(Work<T> work, Urgency urgency = Urgency::at_once,
                                          std::chrono::seconds deadline = k_deadline);

 private:
  static constexpr std::chrono::seconds k_deadline{10};

  struct Piece;
  class UnderWay;
  template <class T>
  struct PieceOf;
  using Batch = std::vector<std::shared_ptr<Piece>>;

  bool enqueue(std::shared_ptr<Piece> piece);
  Batch next_batch();
  void serve();
  void commit(const Batch& batch);
  void work_alone(const Batch& batch);
  static void deliver(const Batch& batch);
  [[nodiscard]] Error too_many() const;
  [[nodiscard]] Error too_slow() const;

  /// Breaks the transaction off that this one is part of, if there is one: the server may stand
  /// still in it, and all others wait behind it. What others have in it is done once more.
  void give_up(const Piece& piece);

  std::unique_ptr<Database> database_;
  std::chrono::milliseconds patience_;
  std::mutex under_way_mutex_;
  const Batch* under_way_ = nullptr;  // under under_way_mutex_
  std::mutex mutex_;
  std::condition_variable changed_;
  Batch waiting_;           // under mutex_
  std::size_t urgent_ = 0;  // of those that wait; under mutex_
  bool stopping_ = false;   // under mutex_
  std::thread thread_;      // last: it uses the others until it ends
};

/// Shared by the coroutine and the thread. `abandoned` is touched by both at once; `failure` and
/// the answer are the thread's until `delivered`, which belongs to the coroutine's executor.
struct GroupCommit::Piece {
  Piece(const boost::asio::any_io_executor& executor, Urgency how_urgent)
      : urgency(how_urgent), answered(executor) {}
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;
  virtual ~Piece() = default;
  virtual void work(soci::session& sql) = 0;

  const Urgency urgency;
  std::atomic<bool> abandoned = false;
  bool delivered = false;
  std::exception_ptr failure;
  boost::asio::steady_timer answered;
};

template <class T>
struct GroupCommit::PieceOf final : Piece {
  PieceOf(boost::asio::any_io_executor executor, Urgency how_urgent, Work<T> wanted)
      : Piece(std::move(executor), how_urgent), job(std::move(wanted)) {}
  void work(soci::session& sql) override { answer.emplace(job(sql)); }

  Work<T> job;
  std::optional<Expected<T>> answer;
};

template <class T>
boost::asio::awaitable<Expected<T>> GroupCommit::run(Work<T> work, Urgency urgency,
                                                     std::chrono::seconds deadline) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto piece = std::make_shared<PieceOf<T>>(executor, urgency, std::move(work));
  piece->answered.expires_after(deadline);
  if (!enqueue(piece)) co_return too_many();

  // Also where the coroutine is destroyed while it waits: nobody wants the work any more.
  const std::shared_ptr<void> abandon{nullptr, [piece](void*) { piece->abandoned = true; }};
  boost::system::error_code ignored;  // `delivered` tells
  co_await piece->answered.async_wait(
      boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  if (!piece->delivered) {
    piece->abandoned = true;
    give_up(*piece);
    co_return too_slow();
  }
  if (piece->failure) co_return database_->error_of(piece->failure);
  co_return std::move(*piece->answer);
}

}  // namespace latchkey::storage
