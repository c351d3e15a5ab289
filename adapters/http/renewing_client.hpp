#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace latchkey::http {

/// 401: what most systems say of a credential that they do not take.
bool is_unauthorized(const Response& answer);

/// What one system asks for in a header, and where a newer one is had.
struct RenewableCredential {
  using ReadAgain =
      std::function<boost::asio::awaitable<Expected<Secret>>(std::chrono::milliseconds within)>;

  /// "Authorization", "PRIVATE-TOKEN"
  std::string header;
  /// The header's value out of the secret ("Basic …").
  std::function<std::string(const Secret&)> value;
  /// As of now.
  Secret secret;
  ReadAgain read_again;
  /// Does the system refuse it by this answer? It did nothing then, not even for a POST.
  std::function<bool(const Response&)> refused = is_unauthorized;
};

/// A client whose credential is renewed where it is refused, or where somebody asks.
class RenewingClient : public Client {
 public:
  /// Reads the credential again; requests from then on carry it.
  virtual boost::asio::awaitable<void> renew(std::chrono::milliseconds within) = 0;
};

/// Sends what it is asked to through `next`, with the newest credential in the header wherever a
/// request has that header. Where it is refused, it reads the credential again; where that gave
/// another one, it sends the request once more. All of it within the request's deadline. Requests
/// that are refused together have it read again once. Where it cannot be read, the old one stays,
/// and the refusal is the answer.
///
/// A client around a client, rather than a credential that adapters ask for at each request: so
/// adapters go on saying which of their requests carry it (none to another host), and know nothing
/// of renewal; each new one has it by being given this client. `next` outlives it.
std::unique_ptr<RenewingClient> create_renewing_client(Client& next,
                                                       RenewableCredential credential);

}  // namespace latchkey::http
