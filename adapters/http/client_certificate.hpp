#pragma once

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace latchkey::http {

/// Who we are, for servers that ask in TLS: a certificate and its private key. Shown to whoever
/// asks for one, and only then; the key itself never leaves. Copies share what was loaded.
class ClientCertificate {
 public:
  /// None: servers that insist on one refuse us.
  ClientCertificate() = default;

  /// From PEM files: `cert_file` holds the certificate and, below it, those between it and its
  /// authority; `key_file` the key, readable by nobody but its owner, as a secret's file. Both
  /// empty: none. Throws `std::runtime_error` with a sentence that names key and file where one of
  /// them cannot be used: a program that cannot show who it is cannot start.
  ClientCertificate(const std::string& cert_file, const std::string& key_file);

  /// Has this context's connections show it.
  void use_in(ssl_ctx_st* context) const;

 private:
  struct Loaded;
  std::shared_ptr<const Loaded> loaded_;
};

}  // namespace latchkey::http
