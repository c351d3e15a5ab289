#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

#include <vector>

namespace latchkey {

/// What the checks found one by one, weighed against each other and put into the contract's order:
/// problems by confidence and rank, then what is worth knowing, what could not be answered, and
/// what is in order. Findings that are equal in all this keep the order of the checks.
///
/// Where a certain cause explains why nobody asked for a reset, or used one, that becomes an info;
/// a question that several checks could not have answered is kept once, under the first of them.
std::vector<Finding> weigh(const Evidence& evidence, std::vector<Finding> findings);

}  // namespace latchkey
