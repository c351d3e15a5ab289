#pragma once

#include "tests/adapters/failures/fault.hpp"
#include "tests/adapters/failures/upstreams.hpp"

#include <cstddef>

namespace latchkey::failures {

/// What came of a call, and what the upstream saw of it.
struct Attempt {
  Upstream::Outcome outcome = {};
  std::size_t requests = 0;
  /// Of those that must not be acted on twice, all but those that were answered 429.
  std::size_t perhaps_acted_on = 0;
};

/// Makes the call while its upstream answers so many questions well and then has the fault.
Attempt ask_with_fault(const Upstream& upstream, const Fault& fault, int good_answers);

}  // namespace latchkey::failures
