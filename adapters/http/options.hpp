#pragma once

#include "adapters/http/proxy_settings.hpp"
#include "adapters/http/trusted_authorities.hpp"

namespace latchkey::http {

/// What all connections of the program have in common.
struct Options {
  TrustedAuthorities authorities = {};
  ProxySettings proxies = {};
};

}  // namespace latchkey::http
