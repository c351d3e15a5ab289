#pragma once

#include <string_view>

namespace latchkey::slack {

/// Is this a `response_url` of Slack's (https to hooks.slack.com, or its twin for governments)?
/// Where the Web API itself is on this machine, as the sandbox's is, one on this machine is fine.
bool is_reply_url(std::string_view url, std::string_view api_url);

}  // namespace latchkey::slack
