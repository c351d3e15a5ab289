#pragma once

#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

#include <vector>

namespace latchkey {

/// What happened to the asked address, in every system that answered, oldest first: the accounts'
/// dates ("CustomersDot"), the mail log's lines and the rows of the suppression lists (both
/// "mailgun:customers.gitlab.com").
std::vector<TimelineEntry> timeline(const Evidence& evidence);

}  // namespace latchkey
