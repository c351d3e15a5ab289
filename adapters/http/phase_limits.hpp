#pragma once

#include <chrono>

namespace latchkey::http {

/// How long single parts of a request may take. The request's own deadline, which is for
/// everything together, is never exceeded by them.
struct PhaseLimits {
  /// For the look-up of the name, TCP, a proxy's tunnel and TLS. Between continents they take
  /// about half a second, one lost packet a second more (Linux sends a SYN again after 1 s): what
  /// takes longer will not come, and of the usual ten seconds most are left to try once more.
  std::chrono::milliseconds connect{3'000};
  /// From the request's last byte to the answer's first. Two of the usual ten seconds stay for
  /// reading a large page. Not for what changes something: who gives up early there does not know
  /// what has happened, and would have known a moment later.
  std::chrono::milliseconds first_byte{8'000};
};

}  // namespace latchkey::http
