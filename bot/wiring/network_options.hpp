#pragma once

#include "adapters/http/options.hpp"
#include "bot/config/config.hpp"

namespace latchkey {

/// How the program reaches the network: the configured authorities and our own certificate, and the
/// proxies of the environment, whose variables may also be env:, file: or credential: references to
/// the URL. Throws `StartError` (exit code 2) where a file of `[tls]` or a proxy's URL cannot be
/// used.
http::Options network_options(const Config& config);

}  // namespace latchkey
