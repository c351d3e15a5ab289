#pragma once
#include "deploy/sandbox/slack_state.hpp"
#include "deploy/sandbox/web_api/api_result.hpp"
#include "deploy/sandbox/web_api/arguments.hpp"

#include <string_view>
#include <vector>

namespace latchkey::sandbox {

enum class TokenKind { none, app, bot };
enum class BodyKind { form_or_json, form_only };

/// One row of the method table: who may call it, how, how often, and what answers.
struct Method {
  const char* name;
  TokenKind token;
  BodyKind body;
  int calls_per_minute;  ///< Slack's tiers: 2 is 20, 3 is 50, 4 is 100; "special" counts as 100
  const char* scope;     ///< empty: none needed
  std::vector<const char*> required;
  ApiResult (*answer)(SlackState&, const Arguments&);
};

/// Null for a method that the sandbox does not play.
const Method* find_method(std::string_view name);

namespace web_api {

ApiResult apps_connections_open(SlackState& slack, const Arguments& args);
ApiResult api_test(SlackState& slack, const Arguments& args);
ApiResult auth_test(SlackState& slack, const Arguments& args);
ApiResult chat_post_message(SlackState& slack, const Arguments& args);
ApiResult chat_post_ephemeral(SlackState& slack, const Arguments& args);
ApiResult chat_update(SlackState& slack, const Arguments& args);
ApiResult chat_delete(SlackState& slack, const Arguments& args);
ApiResult chat_get_permalink(SlackState& slack, const Arguments& args);
ApiResult conversations_info(SlackState& slack, const Arguments& args);
ApiResult conversations_members(SlackState& slack, const Arguments& args);
ApiResult conversations_open(SlackState& slack, const Arguments& args);
ApiResult conversations_history(SlackState& slack, const Arguments& args);
ApiResult conversations_replies(SlackState& slack, const Arguments& args);
ApiResult reactions_add(SlackState& slack, const Arguments& args);
ApiResult users_info(SlackState& slack, const Arguments& args);
ApiResult users_lookup_by_email(SlackState& slack, const Arguments& args);
ApiResult usergroups_list(SlackState& slack, const Arguments& args);
ApiResult usergroups_users_list(SlackState& slack, const Arguments& args);
ApiResult views_open(SlackState& slack, const Arguments& args);
ApiResult views_publish(SlackState& slack, const Arguments& args);
ApiResult views_push(SlackState& slack, const Arguments& args);
ApiResult views_update(SlackState& slack, const Arguments& args);

}  // namespace web_api
}  // namespace latchkey::sandbox
