#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/secrets/found_secret.hpp"
#include "adapters/secrets/onepassword.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::secrets {

/// How op:// references are resolved.
struct ConnectAccess {
  /// Of 1Password Connect, without a slash at its end.
  std::string url;
  /// A reference that this machine resolves by itself.
  std::string token;
};

/// Is this "env:NAME", "file:PATH", "credential:NAME" or "op://…"?
bool is_reference(std::string_view text);

/// Resolves references of every kind, in one reading (see `OnePassword`): for newer values, make
/// another one.
class SecretSource {
 public:
  /// Without `connect`, op:// references are `not_configured`. `http` outlives it.
  SecretSource(std::optional<ConnectAccess> connect, http::Client& http);

  /// What the reference stands for; one at a time. Fails with a sentence that begins with the
  /// reference and never holds the value: as of `resolve_local` and `OnePassword::read`.
  boost::asio::awaitable<Expected<FoundSecret>> resolve(std::string reference,
                                                        std::chrono::milliseconds within);

 private:
  Expected<OnePassword*> onepassword();

  std::optional<ConnectAccess> connect_;
  http::Client& http_;
  std::optional<OnePassword> onepassword_;
};

}  // namespace latchkey::secrets
