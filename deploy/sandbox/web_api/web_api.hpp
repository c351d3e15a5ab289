#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/slack_state.hpp"

namespace latchkey::sandbox {

/// Answers POST (and, where Slack takes it, GET) /api/<method>: token, scope, limits, arguments,
/// then the method itself. Every call is noted in SlackState::api_calls.
HttpResponse answer_web_api(SlackState& slack, const std::string& method,
                            const HttpRequest& request);

}  // namespace latchkey::sandbox
