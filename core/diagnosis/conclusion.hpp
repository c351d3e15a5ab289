#pragma once

#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

namespace latchkey {

/// Runs every check over the evidence and puts what they found into the contract's order:
/// conclusion, findings, accounts, timeline, remedies. Pure: the same evidence gives the same
/// diagnosis (`elapsed` is left to the caller).
Diagnosis conclude(const Evidence& evidence);

}  // namespace latchkey
