#pragma once

#include "adapters/http/http_client.hpp"

#include <boost/asio/ssl/context.hpp>

namespace latchkey::http {

/// TLS 1.2 and up, trusting the system's authorities and those of `options`, certificates always
/// verified. Throws where `ca_file` cannot be read: a program that trusts less than its operator
/// meant cannot start.
boost::asio::ssl::context create_tls_context(const TlsOptions& options);

}  // namespace latchkey::http
