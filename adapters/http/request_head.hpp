#pragma once

#include "adapters/http/endpoint.hpp"
#include "adapters/http/http_client.hpp"

#include <string>

namespace latchkey::http {

/// Request line and headers as they go over the wire (RFC 9112, 3), the empty line included.
/// `invalid` where a header holds a line break or another control character: it would be a second
/// header. A token with a newline at its end, mostly.
Expected<std::string> request_head(const Request& request, const Endpoint& endpoint);

}  // namespace latchkey::http
