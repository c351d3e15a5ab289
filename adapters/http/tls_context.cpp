#include "adapters/http/tls_context.hpp"

#include <openssl/ssl.h>

#include <stdexcept>

namespace latchkey::http {

boost::asio::ssl::context create_tls_context(const TlsOptions& options) {
  namespace ssl = boost::asio::ssl;
  ssl::context context{ssl::context::tls_client};
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(ssl::verify_peer);
  context.set_default_verify_paths();
  if (!options.ca_file.empty()) {
    boost::system::error_code failed;
    context.load_verify_file(options.ca_file, failed);
    if (failed) {
      throw std::runtime_error("tls.ca_file " + options.ca_file + ": " + failed.message());
    }
  }
  return context;
}

}  // namespace latchkey::http
