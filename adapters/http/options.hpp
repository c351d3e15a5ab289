#pragma once

#include "adapters/http/phase_limits.hpp"
#include "adapters/http/proxies.hpp"
#include "adapters/http/trusted_authorities.hpp"

namespace latchkey::http {

/// What all connections of the program have in common.
struct Options {
  TrustedAuthorities authorities = {};
  Proxies proxies = {};
  /// Of requests; WebSockets are given their own.
  PhaseLimits phases = {};
};

}  // namespace latchkey::http
