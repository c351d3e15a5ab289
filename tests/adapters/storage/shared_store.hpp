#pragma once

#include "adapters/storage/postgres_store.hpp"
#include "tests/adapters/storage/stored_samples.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace latchkey::storage {

/// Of a process that is over as soon as somebody looks.
inline constexpr std::chrono::milliseconds k_no_time{0};
inline constexpr std::chrono::milliseconds k_long{600'000};

/// Several processes that share one database.
class SharedStore : public testing::Test {
 protected:
  std::unique_ptr<Store> process(std::chrono::milliseconds lease = k_long) {
    return open(lease).value();
  }
  /// A process that starts, whatever comes of it.
  Expected<std::unique_ptr<Store>> open(std::chrono::milliseconds lease = k_long) {
    return open_postgres_store(Secret{dsn_}, Secret{std::string(64, 'k')},
                               Serving{.connections = 3, .lease = lease});
  }
  /// One that has taken over what others of no time held: as soon as the database has been there
  /// for as long as its lease.
  std::unique_ptr<Store> successor() {
    auto made = process(std::chrono::milliseconds{1'000});
    wait_for_free_work(*made);
    return made;
  }
  // NOLINTNEXTLINE(modernize-use-nodiscard): most only wait.
  Replicas::Standing wait_for_free_work(Store& store) {
    for (int tries = 0; tries < 1'000; ++tries) {
      const auto standing_now = wait_for(store.renew()).value();
      if (standing_now.work_is_free) return standing_now;
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    throw std::runtime_error("nothing was taken over");
  }
  // NOLINTNEXTLINE(modernize-use-nodiscard): most statements have no rows.
  std::vector<std::vector<std::string>> ask(const std::string& sql) {
    return server_.execute(database_, sql);
  }
  template <class T>
  T wait_for(boost::asio::awaitable<T> coroutine) {
    return doubles::await(std::move(coroutine), context_);
  }
  std::vector<Job> standing(Store& store) {
    return wait_for(store.standing_at(JobStep::received, 10)).value();
  }
  /// Begins a press, and has its mail looked for.
  Expected<void> follow_a_mail(Store& store) {
    const auto begun = wait_for(store.begin_remedy(press("d1"), k_limits)).value();
    const auto attempt = std::get<RemedyBegun>(begun).attempt;
    return wait_for(store.finish_and_follow(attempt, RemedyOutcome::accepted,
                                            {jane(), {"C0", "t", "m"}, k_now}));
  }
  /// One that was just begun, of which the first level has been called.
  static Escalation call_for_help() {
    Escalation escalation;
    escalation.id = "e1";
    escalation.channel = "C0";
    escalation.thread = "t";
    escalation.look_at = k_now;
    escalation.calls.push_back({.level = 0, .at = k_now});
    return escalation;
  }

  harness::PostgresServer& server_ = harness::PostgresServer::shared();
  std::string database_ = server_.create_database();
  std::string dsn_ = server_.dsn(database_);
  boost::asio::io_context context_;
};

}  // namespace latchkey::storage
