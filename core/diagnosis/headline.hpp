#pragma once

#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

#include <vector>

namespace latchkey {

/// The answer's first line, from findings in their final order: the first two causes, or that none
/// was found (with the newest step that the customer has not taken yet), or that it cannot be
/// told; and always what was not answered. That none was found is certain only where the log of the
/// newest half hour could hold nothing that matters: a mail with a link arrived, or a sign-in is
/// newer.
Conclusion headline(const Evidence& evidence, const std::vector<Finding>& findings);

}  // namespace latchkey
