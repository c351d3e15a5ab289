#include "bot/wiring/secrets.hpp"

#include "adapters/http/deadline.hpp"
#include "adapters/secrets/local_secret.hpp"
#include "bot/wiring/network_options.hpp"
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

Expected<Secret> Secrets::find(const std::string& configured) {
  if (!secrets::is_reference(configured)) return Secret{configured};
  if (secrets::is_local_reference(configured)) return secrets::resolve_local(configured);
  if (!start_) start_ = std::make_unique<Start>(network_options(config_), access());
  const auto within = std::max(start_->patience.left(), k_start_haste);
  std::optional<Expected<Secret>> found;
  std::exception_ptr failure;
  boost::asio::co_spawn(start_->context, start_->source.resolve(configured, within),
                        [&](std::exception_ptr error, Expected<Secret> secret) {
                          failure = std::move(error);
                          found.emplace(std::move(secret));
                        });
  start_->context.restart();
  start_->context.run();
  if (failure) std::rethrow_exception(failure);
  return *std::move(found);
}

Secret Secrets::require(const std::string& configured) {
  auto secret = find(configured);
  if (!secret) throw StartError(2, secret.error().what);
  return *std::move(secret);
}

void Secrets::end_of_start() {
  start_.reset();
}

boost::asio::awaitable<Expected<Secret>> Secrets::read_again(
    std::string configured, http::Client& http, std::chrono::milliseconds within) const {
  if (!secrets::is_reference(configured)) co_return Secret{configured};
  secrets::SecretSource source{access(), http};
  auto secret = co_await source.resolve(std::move(configured), within);
  if (!secret) spdlog::warn("Not resolved again: {}", secret.error().what);
  co_return secret;
}

std::optional<secrets::ConnectAccess> Secrets::access() const {
  if (!config_.onepassword) return std::nullopt;
  return secrets::ConnectAccess{config_.onepassword->connect_url, config_.onepassword->token};
}

}  // namespace latchkey
