#include "bot/wiring/network_options.hpp"

#include "bot/wiring/start_error.hpp"

#include <stdexcept>

namespace latchkey {

http::Options network_options(const Config& config) {
  try {
    return {.authorities = http::TrustedAuthorities{config.tls.ca_file}};
  } catch (const std::runtime_error& unreadable) {
    throw StartError(2, unreadable.what());
  }
}

}  // namespace latchkey
