#include "adapters/portal/human_check.hpp"

namespace latchkey::portal {

std::optional<std::string> human_check(const http::Response& response) {
  if (response.header("cf-mitigated") == "challenge") return "Cloudflare's check of the browser";
  const auto action = response.header("x-amzn-waf-action");
  if (action == "captcha" || action == "challenge") return "AWS WAF's check of the browser";
  return std::nullopt;
}

}  // namespace latchkey::portal
