#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace latchkey::sql {

/// One thread for blocking database calls, so that a database that hangs delays nobody else. Jobs
/// run one after the other, in the order in which they were asked for.
///
/// Goes before the `io_context` whose coroutines use it: its destructor lets the jobs that are
/// still waited for finish, and they report to that context.
class WorkerThread {
 public:
  /// Runs the job of a coroutine that waits; may be slow.
  template <class T>
  using Job = std::function<Expected<T>()>;
  /// Called on the coroutine's thread when it no longer waits for a job that is running.
  using GivenUp = std::function<void()>;

  /// `system` is what errors call the database ("CustomersDot", "store"). At most `queue_limit`
  /// jobs are taken at a time.
  WorkerThread(std::string system, int queue_limit);
  ~WorkerThread();
  WorkerThread(const WorkerThread&) = delete;
  WorkerThread& operator=(const WorkerThread&) = delete;

  /// Runs `job` on the thread and resumes the caller on its own executor. `unavailable` at once
  /// where the queue is full; `timed_out` after `deadline`, while a job that was begun runs on and
  /// one that was not is dropped. What the job throws is thrown here.
  template <class T>
  boost::asio::awaitable<Expected<T>> run(Job<T> job, std::chrono::milliseconds deadline,
                                          GivenUp given_up = {});

  /// How many jobs run or wait.
  [[nodiscard]] int places_taken() const { return places_taken_; }

 private:
  template <class T>
  struct Pending;

  bool reserve_place();
  [[nodiscard]] Error queue_full() const;
  [[nodiscard]] Error too_slow() const;

  std::string system_;
  int queue_limit_;
  std::atomic<int> places_taken_ = 0;
  boost::asio::thread_pool thread_{1};
};

/// Shared by the coroutine and the job. Only `abandoned` is touched by both threads at once; the
/// rest belongs to the coroutine's thread.
template <class T>
struct WorkerThread::Pending {
  explicit Pending(const boost::asio::any_io_executor& executor) : answered(executor) {}
  std::atomic<bool> abandoned = false;
  boost::asio::steady_timer answered;
  std::optional<Expected<T>> answer;
  std::exception_ptr exception;
};

template <class T>
boost::asio::awaitable<Expected<T>> WorkerThread::run(Job<T> job,
                                                      std::chrono::milliseconds deadline,
                                                      GivenUp given_up) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto pending = std::make_shared<Pending<T>>(executor);
  pending->answered.expires_after(deadline);
  if (!reserve_place()) co_return queue_full();

  // Also where the coroutine is destroyed while it waits: nobody wants the job any more.
  const std::shared_ptr<void> abandon{nullptr, [pending](void*) { pending->abandoned = true; }};
  boost::asio::post(thread_, [this, pending, executor, job = std::move(job)] {
    std::optional<Expected<T>> answer;
    std::exception_ptr exception;
    try {
      if (!pending->abandoned) answer = job();
    } catch (...) {
      exception = std::current_exception();
    }
    --places_taken_;
    boost::asio::post(executor, [pending, answer = std::move(answer), exception]() mutable {
      pending->answer = std::move(answer);
      pending->exception = exception;
      pending->answered.cancel();
    });
  });

  boost::system::error_code ignored;  // either way the answer tells
  co_await pending->answered.async_wait(
      boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  if (pending->exception) std::rethrow_exception(pending->exception);
  if (pending->answer) co_return std::move(*pending->answer);
  if (given_up) given_up();
  co_return too_slow();
}

}  // namespace latchkey::sql
