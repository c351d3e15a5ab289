#include "deploy/sandbox/web_api/methods.hpp"

namespace latchkey::sandbox::web_api {
namespace {

Json user_object(const SlackState& slack, const Scenario::User& user) {
  const bool is_stranger = user.team_id != slack.scenario.team.id;
  Json object{{"id", user.id},
              {"team_id", user.team_id},
              {"name", user.name},
              {"deleted", false},
              {"real_name", user.real_name},
              {"tz", user.tz},
              {"is_admin", false},
              {"is_owner", false},
              {"is_primary_owner", false},
              {"is_restricted", user.is_restricted},
              {"is_ultra_restricted", false},
              {"is_stranger", is_stranger},
              {"is_bot", user.is_bot},
              {"is_app_user", false},
              {"updated", 1700000000},
              {"profile",
               {{"real_name", user.real_name},
                {"real_name_normalized", user.real_name},
                {"display_name", user.name},
                {"display_name_normalized", user.name},
                {"team", user.team_id}}}};
  if (!user.email.empty() && !is_stranger) object["profile"]["email"] = user.email;
  return object;
}

Json group_object(const SlackState& slack, const Scenario::UserGroup& group, bool with_users) {
  Json object{{"id", group.id},
              {"team_id", slack.scenario.team.id},
              {"is_usergroup", true},
              {"name", group.name},
              {"description", ""},
              {"handle", group.handle},
              {"is_external", false},
              {"date_create", 1700000000},
              {"date_update", 1700000000},
              {"date_delete", 0},
              {"auto_type", nullptr},
              {"deleted_by", nullptr},
              {"user_count", group.users.size()}};
  if (with_users) object["users"] = group.users;
  return object;
}

}  // namespace

ApiResult users_info(SlackState& slack, const Arguments& args) {
  const auto* user = slack.workspace.user(args.text("user"));
  if (user == nullptr) return api_error("user_not_found");
  return api_ok({{"user", user_object(slack, *user)}});
}

ApiResult users_lookup_by_email(SlackState& slack, const Arguments& args) {
  const auto* user = slack.workspace.user_by_email(args.text("email"));
  if (user == nullptr || user->team_id != slack.scenario.team.id) {
    return api_error("users_not_found");
  }
  return api_ok({{"user", user_object(slack, *user)}});
}

ApiResult usergroups_list(SlackState& slack, const Arguments& args) {
  Json groups = Json::array();
  for (const auto& group : slack.scenario.usergroups) {
    groups.push_back(group_object(slack, group, args.flag("include_users")));
  }
  return api_ok({{"usergroups", std::move(groups)}});
}

ApiResult usergroups_users_list(SlackState& slack, const Arguments& args) {
  for (const auto& group : slack.scenario.usergroups) {
    if (group.id == args.text("usergroup")) return api_ok({{"users", group.users}});
  }
  return api_error("no_such_subteam");
}

}  // namespace latchkey::sandbox::web_api
