#pragma once

#include "core/base/error.hpp"

#include <string>
#include <string_view>

namespace latchkey::sql {

/// Why no connection came about, out of the words of libpq. Words that may quote the connection
/// string, and with it a password, are left out.
///
///   could not be reached (refused, unknown name, closed)   unreachable     not_reached
///   no answer in time                                       timed_out       no_answer_in_time
///   the server is starting, stopping or full                unavailable
///   the password, the database or the role is wrong         refused         not_let_in
///   the connection string                                   not_configured  address_not_understood
///   the driver                                              not_configured  package_missing
Error connection_error(const std::string& system, std::string_view words);

}  // namespace latchkey::sql
