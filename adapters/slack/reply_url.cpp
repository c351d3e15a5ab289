#include "adapters/slack/reply_url.hpp"

#include "adapters/http/endpoint.hpp"

namespace latchkey::slack {

bool is_reply_url(std::string_view url, std::string_view api_url) {
  const auto target = http::http_endpoint(url);
  if (!target) return false;
  if (target->encrypted &&
      (target->host == "hooks.slack.com" || target->host == "hooks.slack-gov.com")) {
    return true;
  }
  const auto api = http::http_endpoint(api_url);
  return api && http::is_loopback(api->host) && http::is_loopback(target->host);
}

}  // namespace latchkey::slack
