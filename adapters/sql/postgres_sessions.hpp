#pragma once

#include "adapters/sql/postgres_session.hpp"
#include "adapters/sql/worker_thread.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::sql {

/// Connections to one PostgreSQL that is only read, each with a thread of its own that waits for
/// it: what is asked together is answered together. A further one is opened where all others are
/// busy; there is no timer: what was not needed for a while is closed when somebody asks next.
///
/// Goes before the `io_context` whose coroutines use it, as `WorkerThread` does.
class PostgresSessions {
 public:
  /// Twenty people asking at once wait for the replica and not for each other. Each costs the
  /// server a process, of which PostgreSQL has a hundred where nobody says otherwise.
  static constexpr std::size_t k_most = 20;

  /// Asks on the session of one connection. Blocks, on a thread of ours.
  template <class T>
  using Question = std::function<Expected<T>(PostgresSession&)>;

  /// As for `PostgresSession`. A connection that was not needed for longer than `longest_idle` and
  /// the deadline is closed; the first one stays.
  PostgresSessions(std::string system, Secret dsn, std::chrono::milliseconds deadline,
                   std::chrono::milliseconds longest_idle = std::chrono::minutes{1});
  /// Cuts the connections that are waited for.
  ~PostgresSessions();
  PostgresSessions(const PostgresSessions&) = delete;
  PostgresSessions& operator=(const PostgresSessions&) = delete;

  /// Runs the question and resumes the caller on its own executor. `timed_out` after the deadline,
  /// when the connection is cut; `unavailable` where too many wait already.
  template <class T>
  boost::asio::awaitable<Expected<T>> ask(Question<T> question) {
    Line& line = free_line();
    WorkerThread::Job<T> job = [&line, question] { return question(line.session); };
    WorkerThread::GivenUp cut = [&line] { line.session.cut(); };
    co_return co_await line.worker.run<T>(std::move(job), deadline_, std::move(cut));
  }

 private:
  struct Line {
    Line(const std::string& system, const Secret& dsn, std::chrono::milliseconds deadline);

    PostgresSession session;
    WorkerThread worker;  // behind the session, which it uses until it ends
    std::chrono::steady_clock::time_point asked_at;
  };

  /// The one that nobody waits for, or the one that the fewest wait for.
  Line& free_line();
  void close_unused();

  std::string system_;
  Secret dsn_;
  std::chrono::milliseconds deadline_;
  std::chrono::milliseconds longest_idle_;
  std::vector<std::unique_ptr<Line>> lines_;
};

}  // namespace latchkey::sql
