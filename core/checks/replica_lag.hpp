#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Were the accounts read from a replica that is behind?
//   evidence                               finding
//   newest change is over a minute old,
//   and newer ones may be on their way     info, one for each service
//   up to date, a minute at most, or no
//   replica                                nothing is said
//   account directory did not answer       nothing: the checks that read the accounts say so
CheckResult replica_lag(const Evidence& evidence);

}  // namespace latchkey
