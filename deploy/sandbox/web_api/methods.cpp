#include "deploy/sandbox/web_api/methods.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

using enum TokenKind;
using enum BodyKind;

// After docs.slack.dev, "Methods": one page each.
const std::vector<Method> k_methods{
    {"api.test", none, form_or_json, 100, "", {}, web_api::api_test},
    {"apps.connections.open", app, form_or_json, 50, "", {}, web_api::apps_connections_open},
    {"auth.test", bot, form_or_json, 100, "", {}, web_api::auth_test},
    // One message a second and channel is counted by the method itself.
    {"chat.postMessage",
     bot,
     form_or_json,
     600,
     "chat:write",
     {"channel"},
     web_api::chat_post_message},
    {"chat.postEphemeral",
     bot,
     form_or_json,
     100,
     "chat:write",
     {"channel", "user"},
     web_api::chat_post_ephemeral},
    {"chat.update", bot, form_or_json, 50, "chat:write", {"channel", "ts"}, web_api::chat_update},
    {"chat.delete", bot, form_or_json, 50, "chat:write", {"channel", "ts"}, web_api::chat_delete},
    {"chat.getPermalink",
     bot,
     form_only,
     100,
     "",
     {"channel", "message_ts"},
     web_api::chat_get_permalink},
    {"conversations.info",
     bot,
     form_only,
     50,
     "channels:read",
     {"channel"},
     web_api::conversations_info},
    {"conversations.members",
     bot,
     form_only,
     100,
     "channels:read",
     {"channel"},
     web_api::conversations_members},
    {"conversations.open", bot, form_or_json, 50, "im:write", {}, web_api::conversations_open},
    {"conversations.history",
     bot,
     form_only,
     50,
     "channels:history",
     {"channel"},
     web_api::conversations_history},
    {"conversations.replies",
     bot,
     form_only,
     50,
     "channels:history",
     {"channel", "ts"},
     web_api::conversations_replies},
    {"reactions.add",
     bot,
     form_or_json,
     50,
     "reactions:write",
     {"channel", "name", "timestamp"},
     web_api::reactions_add},
    // users.info says user_not_found itself where the argument is missing, as Slack does.
    {"users.info", bot, form_only, 100, "users:read", {}, web_api::users_info},
    {"users.lookupByEmail",
     bot,
     form_only,
     50,
     "users:read.email",
     {"email"},
     web_api::users_lookup_by_email},
    {"usergroups.list", bot, form_only, 20, "usergroups:read", {}, web_api::usergroups_list},
    {"usergroups.users.list",
     bot,
     form_only,
     20,
     "usergroups:read",
     {"usergroup"},
     web_api::usergroups_users_list},
    {"views.open", bot, form_or_json, 100, "", {"view"}, web_api::views_open},
    {"views.publish", bot, form_or_json, 100, "", {"user_id", "view"}, web_api::views_publish},
    {"views.push", bot, form_or_json, 100, "", {"view"}, web_api::views_push},
    {"views.update", bot, form_or_json, 100, "", {"view"}, web_api::views_update},
};

}  // namespace

const Method* find_method(std::string_view name) {
  const auto found = std::find_if(k_methods.begin(), k_methods.end(),
                                  [&](const Method& method) { return method.name == name; });
  return found == k_methods.end() ? nullptr : &*found;
}

}  // namespace latchkey::sandbox
