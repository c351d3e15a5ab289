#pragma once

#include "core/base/secret.hpp"
#include "core/ports/store.hpp"

#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// Forgetting over all tables. Throws soci::soci_error.
namespace latchkey::storage {

/// What `Store::forget_customer` takes out of the tables, within the caller's transaction.
ForgottenCustomer forget_in_tables(soci::session& sql, const Secret& key,
                                   const EmailAddress& customer, const std::string& by);

/// What `Store::forget_before` takes out of the tables, within the caller's transaction.
void forget_in_tables(soci::session& sql, TimePoint oldest);

/// Outside of a transaction: the log of changes holds nothing any more but what comes from now on.
/// False where another program was reading, so that it could not be emptied.
bool empty_change_log(soci::session& sql);

/// Of SQLite, outside of a transaction: writes the file anew from what is in it, without what
/// earlier releases left in unused places.
void rewrite_file(soci::session& sql);

/// Those in which something is forgotten.
const std::vector<std::string>& tables_with_customers();

/// Of PostgreSQL, in a transaction of its own: the same for the files of one of them. Throws where
/// somebody goes on reading it, such as a backup: behind us, all others would wait for that, too.
void rewrite_table(soci::session& sql, const std::string& table);

}  // namespace latchkey::storage
