#include "adapters/http/trusted_authorities.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <boost/asio/ssl/context.hpp>

#include <optional>
#include <stdexcept>
#include <system_error>

namespace latchkey::http {
namespace {

namespace ssl = boost::asio::ssl;

struct FreeStore {
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
};
using Store = std::unique_ptr<X509_STORE, FreeStore>;

std::string first_openssl_error() {
  const auto error = ERR_get_error();
  ERR_clear_error();
  if (ERR_SYSTEM_ERROR(error)) return std::generic_category().message(ERR_GET_REASON(error));
  const char* reason = ERR_reason_error_string(error);
  return reason != nullptr ? reason : "cannot be read";
}

/// Without a TLS context, whose set-up alone takes milliseconds.
Store read_authorities(const std::string& ca_file) {
  Store store{X509_STORE_new()};
  ERR_clear_error();
  if (X509_STORE_load_file(store.get(), ca_file.c_str()) != 1) {
    throw std::runtime_error("tls.ca_file " + ca_file + ": " + first_openssl_error());
  }
  return store;
}

}  // namespace

struct TrustedAuthorities::Loaded {
  /// The file's, until the context takes them over.
  Store of_file;
  std::optional<ssl::context> context;
};

TrustedAuthorities::TrustedAuthorities() : loaded_(std::make_shared<Loaded>()) {}

TrustedAuthorities::TrustedAuthorities(const std::string& ca_file) : TrustedAuthorities() {
  if (!ca_file.empty()) loaded_->of_file = read_authorities(ca_file);
}

ssl::context& TrustedAuthorities::tls_context() const {
  auto& context = loaded_->context;
  if (context) return *context;
  context.emplace(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  context->set_verify_mode(ssl::verify_peer);
  if (loaded_->of_file) {
    SSL_CTX_set_cert_store(context->native_handle(), loaded_->of_file.release());
  }
  context->set_default_verify_paths();
  return *context;
}

}  // namespace latchkey::http
