#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/slack_state.hpp"

namespace latchkey::sandbox {

/// Answers POST /hooks/<id>: a message through a response_url, which needs no token and no
/// membership. Answers "ok" as text, as Slack does.
HttpResponse answer_response_url(SlackState& slack, const std::string& id,
                                 const HttpRequest& request);

}  // namespace latchkey::sandbox
