#pragma once

#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// What would help, in the order of the causes that it helps against. A suppression is lifted
/// before anything is mailed, and nothing is mailed that another list would hold back. The first is
/// what helps first (`primary`), unless it would be in vain, or only looks while something else is
/// the matter. `findings` are in the order of the answer, `others` are `other_accounts`.
std::vector<OfferedRemedy> offered_remedies(const Evidence& evidence,
                                            const std::vector<Finding>& findings,
                                            const std::vector<OtherAccount>& others);

/// "Resend confirmation", "Check jane_doe@acme.example": in full, whatever its length.
std::string label(const OfferedRemedy& remedy);

}  // namespace latchkey
