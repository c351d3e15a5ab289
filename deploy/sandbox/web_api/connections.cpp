#include "deploy/sandbox/web_api/methods.hpp"

namespace latchkey::sandbox::web_api {

ApiResult api_test(SlackState&, const Arguments& args) {
  return api_ok({{"args", args.all()}});
}

ApiResult auth_test(SlackState& slack, const Arguments&) {
  const auto& scenario = slack.scenario;
  return api_ok({{"url", slack.origin + "/"},
                 {"team", scenario.team.name},
                 {"user", slack.workspace.user(scenario.app.bot_user)->name},
                 {"team_id", scenario.team.id},
                 {"user_id", scenario.app.bot_user},
                 {"bot_id", scenario.app.bot_id},
                 {"is_enterprise_install", false}});
}

ApiResult apps_connections_open(SlackState& slack, const Arguments&) {
  const std::string socket_origin = "ws" + slack.origin.substr(std::string("http").size());
  return api_ok({{"url", socket_origin + "/link/?ticket=" + slack.hub.issue_ticket() +
                             "&app_id=" + slack.scenario.app.id}});
}

}  // namespace latchkey::sandbox::web_api
