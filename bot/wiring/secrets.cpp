#include "bot/wiring/secrets.hpp"

#include "adapters/http/deadline.hpp"
#include "adapters/secrets/local_secret.hpp"
#include "adapters/secrets/op_reference.hpp"
#include "bot/wiring/network_options.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/start_error.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace latchkey {
namespace {

/// For all references together, at the start: a container next door needs some seconds to come up,
/// and whoever waits for this program gives up in the end.
constexpr std::chrono::seconds k_start_patience{10};
/// For each one when those are over: the doctor asks on, and a server that came up late answers.
constexpr std::chrono::milliseconds k_start_haste{1'000};

}  // namespace

/// An event loop of its own: the program's runs only when everything is wired, which needs secrets.
struct Secrets::Start {
  Start(http::Options network, std::optional<secrets::ConnectAccess> access)
      : http(http::create_client(context.get_executor(), std::move(network))),
        source(std::move(access), *http) {}

  boost::asio::io_context context{1};
  std::unique_ptr<http::Client> http;
  secrets::SecretSource source;
  http::Deadline patience{k_start_patience};
};

Secrets::Secrets(const Config& config) : config_(config) {}

Secrets::~Secrets() = default;

Expected<secrets::FoundSecret> Secrets::find(const std::string& configured) {
  if (!secrets::is_reference(configured)) return secrets::FoundSecret{Secret{configured}};
  if (secrets::is_local_reference(configured)) {
    auto local = secrets::resolve_local(configured);
    if (!local) return local.error();
    return secrets::FoundSecret{*std::move(local)};
  }
  if (!start_) start_ = std::make_unique<Start>(network_options(config_), access());
  const auto within = std::max(start_->patience.left(), k_start_haste);
  std::optional<Expected<secrets::FoundSecret>> found;
  std::exception_ptr failure;
  boost::asio::co_spawn(start_->context, start_->source.resolve(configured, within),
                        [&](std::exception_ptr error, Expected<secrets::FoundSecret> secret) {
                          failure = std::move(error);
                          found.emplace(std::move(secret));
                        });
  start_->context.restart();
  start_->context.run();
  if (failure) std::rethrow_exception(failure);
  return *std::move(found);
}

void Secrets::find_all(const std::vector<std::string>& references, Network network) {
  std::vector<std::string> problems;
  const bool needed = network == Network::everything ||
                      std::any_of(references.begin(), references.end(), secrets::is_op_reference);
  if (needed) problems = network_problems(config_);
  const bool offline = !problems.empty();
  for (const std::string& reference : references) {
    // 1Password is asked over the network.
    if (offline && !secrets::is_local_reference(reference)) continue;
    const auto found = find(reference);
    if (found) {
      tell_version(reference, *found);
    } else {
      problems.push_back(found.error().what);
    }
  }
  if (!problems.empty()) throw StartError(2, join_lines(problems));
}

Secret Secrets::require(const std::string& configured) {
  auto found = find(configured);
  if (!found) throw StartError(2, found.error().what);
  return std::move(found->secret);
}

void Secrets::end_of_start() {
  start_.reset();
}

boost::asio::awaitable<Expected<Secret>> Secrets::read_again(std::string configured,
                                                             http::Client& http,
                                                             std::chrono::milliseconds within) {
  if (!secrets::is_reference(configured)) co_return Secret{configured};
  secrets::SecretSource source{access(), http};
  auto found = co_await source.resolve(configured, within);
  if (!found) {
    spdlog::warn("Not resolved again: {}", found.error().what);
    co_return found.error();
  }
  tell_version(configured, *found);
  co_return std::move(found->secret);
}

void Secrets::tell_version(const std::string& reference, const secrets::FoundSecret& found) {
  if (!found.item_version) return;
  const auto told = std::exchange(told_versions_[reference], found.item_version);
  if (told == found.item_version) return;
  spdlog::info("Resolved {}: version {} of its item", reference, *found.item_version);
}

std::optional<secrets::ConnectAccess> Secrets::access() const {
  if (!config_.onepassword) return std::nullopt;
  return secrets::ConnectAccess{config_.onepassword->connect_url, config_.onepassword->token};
}

}  // namespace latchkey
