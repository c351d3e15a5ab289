#pragma once

#include "adapters/storage/sqlite_probe.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

#include <string>

namespace latchkey::doctor {

/// What kind of store it is, and whether it can be written. Nothing is asked of one in memory.
Check judge_store(const StoreUrl& url, const Expected<storage::SqliteFile>& file);

/// Where the key lies that ties the record's entries together; `reference` is the configuration's,
/// empty where it names none.
Check judge_audit_key(const std::string& reference, const std::string& store_file);

/// A store whose URL, behind a reference, is none.
Check judge_store_url(const Error& error);

}  // namespace latchkey::doctor
