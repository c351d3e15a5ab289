#pragma once

#include "core/ports/audit_log.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::rendering {

/// The record for a spreadsheet: RFC 4180, a line of names first, times in UTC.
std::string audit_csv(const std::vector<RecordedEntry>& entries);

/// One cell, between quotation marks where RFC 4180 wants them. Text that a spreadsheet would run
/// as a formula, because it begins with = + - @ a tab or a line end, gets an apostrophe before it
/// (owasp.org/www-community/attacks/CSV_Injection).
std::string csv_cell(std::string_view text);

}  // namespace latchkey::rendering
