#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Are all answers of this moment?
//   evidence                                            finding
//   a system's answer was got for an earlier question   info, with its age
//   none is                                             no finding
CheckResult answers_reused(const Evidence& evidence);

}  // namespace latchkey
