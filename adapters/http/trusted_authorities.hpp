#pragma once

#include "adapters/http/client_certificate.hpp"

#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace latchkey::http {

/// Whose certificates are believed: those of the system's authorities, and of a file. Copies share
/// what was loaded. For one thread.
class TrustedAuthorities {
 public:
  /// The system's only.
  TrustedAuthorities();

  /// Those in the PEM file `ca_file`, too, where it is not empty. Throws `std::runtime_error` where
  /// it cannot be read: a program that trusts less than its operator meant cannot start.
  /// `ours` is shown to servers that ask who we are.
  explicit TrustedAuthorities(const std::string& ca_file, ClientCertificate ours = {});

  /// TLS 1.2 and up, certificates always verified, our own at hand. Loaded at the first call: the
  /// system's bundle takes tens of milliseconds and a megabyte, and a start against plain loopback
  /// needs none.
  [[nodiscard]] boost::asio::ssl::context& tls_context() const;

 private:
  struct Loaded;
  std::shared_ptr<Loaded> loaded_;
};

}  // namespace latchkey::http
