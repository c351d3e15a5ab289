#pragma once

#include "tests/laboratory/frame_faults.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace latchkey::laboratory {

/// How a line treats what passes over it; as it is by default, it does nothing.
struct LineConditions {
  /// Each piece arrives so much later, either way.
  std::chrono::milliseconds delay{0};
  /// Nothing passes. What comes meanwhile passes afterwards.
  bool held = false;
  /// The client's bytes are taken no faster. 0: as they come.
  std::size_t from_client_per_second = 0;
  /// Each connection is reset after some number of bytes up to this one. 0: never.
  std::size_t reset_within = 0;
  /// For each WebSocket: what happens to the server's frames.
  std::function<std::unique_ptr<FrameFault>(Random&)> frames = {};
};

}  // namespace latchkey::laboratory
