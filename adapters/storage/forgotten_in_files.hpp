#pragma once

#include "adapters/storage/group_commit.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

// What was taken out of the tables still stands in the files below them: in pages that nothing uses
// any more, and in the log of changes. `database` outlives each call.
namespace latchkey::storage {

/// Empties the log of changes, of which SQLite keeps one. `unavailable` where another program is
/// reading, so that it could not be emptied.
boost::asio::awaitable<Expected<void>> empty_change_log(GroupCommit& database);

/// Writes the files anew from what is in them, without what earlier changes left in unused places,
/// and empties the log of changes. Takes seconds for a gigabyte, in which SQLite's other callers
/// wait; PostgreSQL's go on between two tables. `unavailable` where somebody goes on reading, such
/// as a backup.
boost::asio::awaitable<Expected<void>> write_files_anew(GroupCommit& database);

}  // namespace latchkey::storage
