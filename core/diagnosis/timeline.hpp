#pragma once

#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

#include <vector>

namespace latchkey {

/// What happened to the asked address, in every system that answered, oldest first: the accounts'
/// dates ("CustomersDot") and the mail log's lines ("mailgun:customers.gitlab.com").
std::vector<TimelineEntry> timeline(const Evidence& evidence);

}  // namespace latchkey
