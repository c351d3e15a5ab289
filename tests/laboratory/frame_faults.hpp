#pragma once

#include "tests/laboratory/random.hpp"

#include <memory>
#include <string>
#include <vector>

namespace latchkey::laboratory {

/// What happens to the frames that a server sends over one WebSocket.
class FrameFault {
 public:
  virtual ~FrameFault() = default;
  /// A whole frame has come; what goes on to the client now.
  virtual std::vector<std::string> pass(std::string frame) = 0;
  /// Frames are kept back. Nothing came for a while, or the fault is over: what goes on now.
  [[nodiscard]] virtual bool keeps_some() const { return false; }
  virtual std::vector<std::string> release() { return {}; }
};

/// Envelopes arrive in another order than they were sent.
std::unique_ptr<FrameFault> reordering(Random& random);

/// Text arrives cut short, or with a bit flipped that makes it no text any more. Never so that it
/// reads as something else: that is what TLS is for.
std::unique_ptr<FrameFault> corrupting(Random& random);

}  // namespace latchkey::laboratory
