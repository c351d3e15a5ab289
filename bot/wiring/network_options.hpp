#pragma once

#include "adapters/http/options.hpp"
#include "bot/config/config.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// How the program reaches the network: the configured authorities and our own certificate, and the
/// proxies of the environment, whose variables may also be env:, file: or credential: references to
/// the URL: it is read again where a proxy refuses its password, and by `proxies.renew()`. Throws
/// `StartError` (exit code 2) with a line for each file of `[tls]` and each proxy's URL that cannot
/// be used.
http::Options network_options(const Config& config);

/// These lines; none where all can be used.
std::vector<std::string> network_problems(const Config& config);

}  // namespace latchkey
