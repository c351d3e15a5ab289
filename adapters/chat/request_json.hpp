#pragma once

#include "adapters/chat/request.hpp"
#include "core/base/expected.hpp"

#include <string>
#include <string_view>

namespace latchkey::chat {

/// "group mention": in the journal, the log and metrics.
std::string_view to_string(Request::Kind kind);

/// The request as it is kept in the journal, fields that are empty left out. Not its dedupe key:
/// the journal knows it by its digest.
std::string to_text(const Request& request);

/// What `to_text` wrote. `misunderstood` where it is none of ours. Fields that it does not know (a
/// later release's) are overlooked.
Expected<Request> read_request(std::string_view text);

}  // namespace latchkey::chat
