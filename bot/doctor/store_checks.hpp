#pragma once

#include "adapters/storage/sqlite_probe.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

namespace latchkey::doctor {

/// What kind of store it is, and whether it can be written. Nothing is asked of one in memory.
Check judge_store(const StoreUrl& url, const Expected<storage::SqliteFile>& file);

/// A store whose URL, behind a reference, is none.
Check judge_store_url(const Error& error);

}  // namespace latchkey::doctor
