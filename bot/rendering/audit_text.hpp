#pragma once

#include "core/ports/audit_log.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey::rendering {

/// The record for a terminal: a line for each entry, "TIME  WHO  what was done", times in UTC.
std::string audit_text(const std::vector<RecordedEntry>& entries);

/// What came of reading the record against its key: one sentence, and a line for each fault.
std::string verdict_text(const AuditVerdict& verdict);

/// A head as the log and `--head` have it: "1234:9f86d0…".
std::string head_text(const AuditHead& head);

/// Reads that again; nothing where it is none.
std::optional<AuditHead> parse_head(const std::string& text);

}  // namespace latchkey::rendering
