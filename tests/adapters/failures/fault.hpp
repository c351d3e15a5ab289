#pragma once

#include "tests/doubles/loopback_server.hpp"

#include <map>
#include <string>
#include <vector>

namespace latchkey::failures {

/// Before an upstream can answer anything.
enum class Network {
  works,
  nobody_listens,
  nobody_accepts,      ///< connecting takes for ever, as through a firewall
  speaks_no_tls,       ///< the handshake takes for ever
  unknown_certificate  ///< signed by nobody we know
};

/// What an upstream does instead of answering well.
struct Fault {
  Network network = Network::works;
  /// Instead of the good answers, in order; the last one is repeated, or all is well again.
  std::vector<doubles::Reaction> reactions = {};
  bool then_fine = false;
  /// Ends with a limit of ours, so that these are short.
  bool takes_for_ever = false;
};

/// The faults by their names in the table. `other_host` is where redirects lead that leave the
/// upstream; limits end ten minutes from now.
std::map<std::string, Fault> faults_by_name(const std::string& other_host);

}  // namespace latchkey::failures
