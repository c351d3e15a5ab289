#pragma once

#include "adapters/http/options.hpp"
#include "bot/config/config.hpp"

namespace latchkey {

/// How the program reaches the network. Throws `StartError` (exit code 2) where `tls.ca_file`
/// cannot be read.
http::Options network_options(const Config& config);

}  // namespace latchkey
