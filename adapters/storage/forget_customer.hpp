#pragma once

#include "core/base/secret.hpp"
#include "core/ports/store.hpp"

#include <string>

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

}  // namespace latchkey::storage
