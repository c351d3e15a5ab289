#pragma once

#include "bot/config/config.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// What a configuration that was read again changes, by key ("permissions.remediate") or section.
struct TakenOver {
  /// Holds from now on.
  std::vector<std::string> changed;
  /// Differs from what runs, and holds after the next start only.
  std::vector<std::string> at_next_start;
};

/// Puts into `running` what may change while the program runs: who may do what and where, limits,
/// masking, replies to customers, the log's level, how long records are kept. Everything else stays
/// as it is. Both have a `slack` part.
TakenOver take_over(Config& running, Config read);

}  // namespace latchkey
