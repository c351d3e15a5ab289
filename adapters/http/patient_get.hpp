#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey::http {

/// Sends a GET, or another request that does no harm when it arrives twice (one that is
/// `safe_to_repeat`, the removal of what may be gone already), and once more where that may help
/// and still fits the deadline: after a jittered pause where there was no connection or the answer
/// was a 408 or 5xx, and after the wait that an answer asks for (a 429, Mailgun's 420, a 503 with
/// `Retry-After`). A limit that names no wait is not tried again: when that may help, nobody knows.
/// The last answer or error is returned as it is. `request.deadline` is replaced by what is left.
/// `client` outlives the call.
boost::asio::awaitable<Expected<Response>> patient_get(Client& client, std::string system,
                                                       Request request, Deadline deadline);

}  // namespace latchkey::http
