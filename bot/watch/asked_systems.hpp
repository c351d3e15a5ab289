#pragma once

#include "adapters/http/http_client.hpp"
#include "bot/status/readiness.hpp"
#include "bot/watch/metrics.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"
#include "core/ports/account_directory.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::watch {

/// The last question to a system that came to nothing.
struct LastFailure {
  /// "no connection within 3 s"; empty: none since the start.
  std::string why = {};
  TimePoint at = {};
  /// Since when it has not answered; nothing where it has answered since.
  std::optional<TimePoint> failing_since = {};
};

/// Counts what is asked of other systems, and remembers of each what went wrong last. Each
/// question is a line in the log, too: at level debug, and at info where it may mail a customer.
/// All references outlive it, and it outlives the clients and directories that it makes.
class AskedSystems {
 public:
  AskedSystems(Metrics& metrics, const Clock& clock);

  /// `inner` as it is, and its questions are counted. `inner` outlives it.
  std::unique_ptr<http::Client> watched(std::string system, http::Client& inner);
  std::unique_ptr<AccountDirectory> watched(std::string system,
                                            std::unique_ptr<AccountDirectory> inner);

  /// How the systems are that are asked without a guard before them.
  [[nodiscard]] std::vector<status::UnguardedState> unguarded() const;
  /// By the system's name.
  [[nodiscard]] const std::map<std::string, LastFailure>& last_failures() const {
    return last_failures_;
  }

 private:
  class WatchedClient;
  class WatchedDirectory;
  using Took = std::chrono::steady_clock::duration;

  void answered(const std::string& system, const std::string& what, int status, Took took);
  void failed(const std::string& system, const std::string& what, const Error& error, Took took);
  void note(const std::string& system, std::string why);

  Metrics& metrics_;
  const Clock& clock_;
  std::map<std::string, LastFailure> last_failures_;
  std::vector<std::string> unguarded_;
};

}  // namespace latchkey::watch
