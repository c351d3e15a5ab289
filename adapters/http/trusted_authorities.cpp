#include "adapters/http/trusted_authorities.hpp"

#include "adapters/http/openssl_error.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <boost/asio/ssl/context.hpp>

#include <optional>
#include <stdexcept>
#include <utility>

namespace latchkey::http {
namespace {

namespace ssl = boost::asio::ssl;

struct FreeStore {
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
};
using Store = std::unique_ptr<X509_STORE, FreeStore>;

/// Without a TLS context, whose set-up alone takes milliseconds.
Store read_authorities(const std::string& ca_file) {
  Store store{X509_STORE_new()};
  ERR_clear_error();
  if (X509_STORE_load_file(store.get(), ca_file.c_str()) != 1) {
    throw std::runtime_error("tls.ca_file " + ca_file + ": " + take_openssl_error());
  }
  return store;
}

}  // namespace

struct TrustedAuthorities::Loaded {
  /// The file's, until the context takes them over.
  Store of_file;
  ClientCertificate ours;
  std::optional<ssl::context> context;
};

TrustedAuthorities::TrustedAuthorities() : loaded_(std::make_shared<Loaded>()) {}

TrustedAuthorities::TrustedAuthorities(const std::string& ca_file, ClientCertificate ours)
    : TrustedAuthorities() {
  loaded_->ours = std::move(ours);
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
  loaded_->ours.use_in(context->native_handle());
  return *context;
}

}  // namespace latchkey::http
