#pragma once

#include "adapters/http/endpoint.hpp"
#include "adapters/http/http_client.hpp"

#include <string>

namespace latchkey::http {

/// The request as it goes over the wire (RFC 9112, 3): its line, headers and body. There may be a
/// credential in it. `invalid` where a header holds a line break or another control character: it
/// would be a second header. A token with a newline at its end, mostly.
Expected<std::string> request_text(const Request& request, const Endpoint& endpoint);

}  // namespace latchkey::http
