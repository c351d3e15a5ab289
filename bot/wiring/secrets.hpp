#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/secrets/secret_source.hpp"
#include "bot/config/config.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// The secrets behind the configuration's references. What is no reference is taken as it stands:
/// the configuration lets that pass only where the contract allows it (`dsn`, the store's URL, the
/// sandbox's tokens). Every error's sentence begins with the reference and holds no value.
class Secrets {
 public:
  /// Resolves nothing yet. `config` outlives it.
  explicit Secrets(const Config& config);
  ~Secrets();
  Secrets(const Secrets&) = delete;
  Secrets& operator=(const Secrets&) = delete;

  /// At the start: blocks while 1Password Connect is asked, some seconds where it is starting, too.
  /// Each item there is asked for once.
  Expected<secrets::FoundSecret> find(const std::string& configured);
  /// What the network is for.
  enum class Network {
    everything,  ///< systems are asked
    references   ///< only 1Password is, where a reference leads there
  };
  /// Before anything is wired: throws `StartError` (exit code 2) with a line for each of these
  /// references that cannot be resolved, and, where the network is needed, for each way to it that
  /// cannot be used (`network_problems`): who starts a program learns in one go what it lacks. The
  /// log names each reference to 1Password and its item's version.
  void find_all(const std::vector<std::string>& references, Network network = Network::everything);
  /// As `find`; throws `StartError` (exit code 2) where it cannot be resolved.
  Secret require(const std::string& configured);
  /// Once everybody has what they need: forgets what else the items of 1Password hold.
  void end_of_start();

  /// While the program runs: as it is now, for what may have been exchanged. The log names which
  /// version came from 1Password where that is another one, and what cannot be resolved. `http` and
  /// this outlive the call.
  [[nodiscard]] boost::asio::awaitable<Expected<Secret>> read_again(
      std::string configured, http::Client& http, std::chrono::milliseconds within);

 private:
  struct Start;

  [[nodiscard]] std::optional<secrets::ConnectAccess> access() const;
  void tell_version(const std::string& reference, const secrets::FoundSecret& found);

  const Config& config_;
  std::unique_ptr<Start> start_;
  /// By reference.
  std::map<std::string, std::optional<std::int64_t>> told_versions_;
};

}  // namespace latchkey
