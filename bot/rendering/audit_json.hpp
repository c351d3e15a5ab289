#pragma once

#include "core/ports/audit_log.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

/// The record for scripts: an array with an object for each entry, times in UTC (RFC 3339). What an
/// entry does not have is "", a customer null.
std::string audit_json(const std::vector<RecordedEntry>& entries);

}  // namespace latchkey::rendering
