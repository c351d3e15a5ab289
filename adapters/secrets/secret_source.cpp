#include "adapters/secrets/secret_source.hpp"

#include "adapters/secrets/local_secret.hpp"

#include <utility>

namespace latchkey::secrets {
namespace {

Error about(const std::string& reference, Error error) {
  error.what = reference + ": " + error.what;
  return error;
}

}  // namespace

bool is_reference(std::string_view text) {
  return is_local_reference(text) || is_op_reference(text);
}

SecretSource::SecretSource(std::optional<ConnectAccess> connect, http::Client& http)
    : connect_(std::move(connect)), http_(http) {}

boost::asio::awaitable<Expected<FoundSecret>> SecretSource::resolve(
    std::string reference, std::chrono::milliseconds within) {
  if (!is_op_reference(reference)) {
    auto local = resolve_local(reference);
    if (!local) co_return local.error();
    co_return FoundSecret{*std::move(local)};
  }
  auto parsed = parse_op_reference(reference);
  if (!parsed) co_return about(reference, parsed.error());
  const auto vaults = onepassword();
  if (!vaults) co_return about(reference, vaults.error());
  const http::Deadline deadline{within};
  auto secret = co_await (*vaults)->read(*std::move(parsed), deadline);
  if (!secret) co_return about(reference, secret.error());
  co_return secret;
}

Expected<OnePassword*> SecretSource::onepassword() {
  if (onepassword_) return &*onepassword_;
  if (!connect_) {
    return Error{ErrorKind::not_configured, "needs [onepassword] with its connect_url and token"};
  }
  auto token = resolve_local(connect_->token);
  if (!token) {
    Error error = about("the token of 1Password Connect", token.error());
    error.reason = ErrorReason::no_credential;
    return error;
  }
  ConnectServer server{.url = connect_->url, .token = *std::move(token)};
  return &onepassword_.emplace(std::move(server), http_);
}

}  // namespace latchkey::secrets
