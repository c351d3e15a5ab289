#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/time.hpp"

#include <string>

namespace latchkey::http {

/// What an answer other than 200 means for any system, before an adapter adds what it knows of
/// that vendor: 400 `invalid`; 401, 402, 403 `refused`; 404 `not_found`; 420, 429 `rate_limited`
/// with its wait; 408 and 5xx `unavailable`; redirects and all others `misunderstood`. Of these the
/// reason of a 401 is `not_let_in`, of redirects `redirected`.
/// `what` is "Mailgun: 401 unauthorized", `vendor_text` the words of `vendor_words`.
Error answer_error(const std::string& system, const Response& response, TimePoint now);

/// The other side's own words in an error body: JSON's "message", "error_description", "error" or
/// "Error" (text, or an object of texts), or short plain text. Empty for HTML, which only fills a
/// chat message with markup. At most 300 bytes: more is not read in a chat.
std::string vendor_words(const Response& response);

/// Does the body look like a page for a browser?
bool is_html(const Response& response);

}  // namespace latchkey::http
