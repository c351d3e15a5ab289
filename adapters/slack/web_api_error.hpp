#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/slack/web_api_call.hpp"
#include "core/base/expected.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace latchkey::slack {

/// How we react to Slack's own word for what was wrong ("channel_not_found"), by one table; a word
/// that is not in it is `misunderstood`.
ErrorKind kind_of(std::string_view word);

/// The JSON of an answer that says `"ok": true`, or the error that this answer means: Slack's word
/// goes through `kind_of`, 429 is `rate_limited` with its wait, 408 and 5xx are `unavailable`, what
/// is no JSON is `misunderstood` (`something_else_answers`). For a call that must not be repeated
/// the last two, and Slack's `fatal_error` and `internal_error`, are `uncertain`: it may have taken
/// effect. The call's own word for "none" is an empty object. The scope of direct messages that is
/// missing is `not_found`: we may not see them. `what` is "Slack: chat.postMessage:
/// not_in_channel", with the scope that is missing.
Expected<nlohmann::json> read_answer(const Call& call, const http::Response& response);

/// Does Slack refuse the token itself, whatever it is used for? A scope that is missing is refused
/// to some calls only.
bool refuses_token(const http::Response& response);

}  // namespace latchkey::slack
