#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "core/base/time.hpp"

#include <string_view>

namespace latchkey::mailgun {

/// What an answer other than 200 means, in a sentence that says what to look at.
///
///   status    kind           note
///   400       invalid        our request is wrong
///   401       refused        "Forbidden": a wrong key, or a domain that this key cannot see
///   402, 403  refused        plan or role
///   404       not_found      wrong domain, or a domain of the other region: never "no mail"
///   420, 429  rate_limited   with the wait, where the answer names one
///   5xx       unavailable
///   others    misunderstood  redirects among them
///
/// `doing` is what a role or plan may not allow ("reading the log", of the domain).
Error mailgun_error(const Options& options, const http::Response& response, TimePoint now,
                    std::string_view doing = "reading the log");

}  // namespace latchkey::mailgun
