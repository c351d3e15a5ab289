#pragma once

#include "adapters/http/http_client.hpp"

#include <optional>
#include <string>

namespace latchkey::portal {

/// "Cloudflare's check of the browser": what a firewall before the site answered with instead of
/// passing the request on, so that nothing came of it. Nothing where none of them did. What stands
/// in the site's own page is `HtmlPage::captcha`.
///
///   header                                    whose
///   cf-mitigated: challenge                   Cloudflare
///   x-amzn-waf-action: captcha or challenge   AWS WAF, with 405 or 202
///
/// https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
/// https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
std::optional<std::string> human_check(const http::Response& response);

}  // namespace latchkey::portal
