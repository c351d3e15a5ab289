#pragma once

#include "adapters/chat/request.hpp"
#include "core/ports/audit_log.hpp"
#include "core/ports/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// What somebody did by this request, as an entry for the record; `action` is one of
/// `audit_action`. The same request enters the same once, whatever crashes in between.
AuditEntry entry_of(const Job& job, const chat::Request& request, const char* action,
                    std::string result);

/// Adds it to the record. That it could not be added is logged: nobody waits for it.
boost::asio::awaitable<void> enter(AuditLog& log, AuditEntry entry);

}  // namespace latchkey
