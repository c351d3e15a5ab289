#pragma once
#include "deploy/sandbox/faults.hpp"
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/router.hpp"
#include "deploy/sandbox/slack_state.hpp"
#include "deploy/sandbox/upstreams/mail_log.hpp"

#include <vector>

namespace latchkey::sandbox {

/// The rows under /sandbox/: what the page and the tests use.
std::vector<Route> page_api_routes(SlackState& slack, MailLog& mail_log, Faults& faults);

/// Why a request to the page API is refused, so that no other site that the same browser has open
/// can act here; empty where it is not.
std::string cross_site_refusal(const HttpRequest& request);

}  // namespace latchkey::sandbox
