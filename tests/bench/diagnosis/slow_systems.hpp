#pragma once

#include "bot/config/config.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/postgres_server.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace latchkey::bench {

/// What the systems were asked.
struct Asked {
  /// Over HTTP, by all.
  std::size_t questions = 0;
  /// Of questions to one system of which each waits for the answer to the one before, by its own
  /// account.
  std::size_t longest_chain = 0;
};

/// The systems that a diagnosis asks, each a program of its own on loopback without TLS: Mailgun
/// and GitLab by `latchkey_bench_endpoint`, whose answers wait for a timer, and a site's accounts
/// in a real PostgreSQL, in a view that sleeps once in each transaction.
class SlowSystems {
 public:
  SlowSystems();

  /// As an operator would write it.
  [[nodiscard]] Config config() const;

  /// An address with an account everywhere, another one for each number. Every tenth one has a
  /// tag, and so more spellings than the others.
  [[nodiscard]] static std::string customer(int number);
  /// Makes accounts for the numbers below `count`.
  void sign_up(int count) const;

  /// Each answers after that time, from now on. Forgets what was asked so far.
  void be_slow(std::chrono::milliseconds delay);
  [[nodiscard]] Asked asked() const;

 private:
  struct Endpoint {
    Endpoint();
    harness::ChildProcess process;
    /// "http://127.0.0.1:8080"
    std::string origin;
  };

  Endpoint mailgun_;
  Endpoint gitlab_;
  harness::PostgresServer postgres_;
  std::string database_;
};

}  // namespace latchkey::bench
