#pragma once

#include "adapters/http/http_client.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace latchkey::http {

/// The body as JSON, whatever its content type says: Mailgun labels some JSON text/plain.
/// `misunderstood` where it is a web page, empty, cut off in the middle or no JSON at all.
Expected<nlohmann::json> json_answer(const std::string& system, const Response& response);

/// The body as JSON, and null where it is none: for bodies in which something may stand, as those
/// of errors.
nlohmann::json lenient_json(const Response& response);

}  // namespace latchkey::http
