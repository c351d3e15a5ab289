#include "deploy/sandbox/modals.hpp"

#include "deploy/sandbox/block_kit.hpp"

namespace latchkey::sandbox {
namespace {

AppView make_view(const SlackState& slack, const Json& sent,
                  std::vector<std::string> (*problems_of)(const Json&)) {
  if (!sent.is_object()) return {{"[ERROR] must be an object [json-pointer:/view]"}, {}};
  auto problems = problems_of(sent);
  if (!problems.empty()) return {std::move(problems), {}};
  Json view{{"team_id", slack.scenario.team.id},
            {"close", nullptr},
            {"submit", nullptr},
            {"private_metadata", ""},
            {"callback_id", ""},
            {"external_id", ""},
            {"clear_on_close", false},
            {"notify_on_close", false},
            {"state", {{"values", Json::object()}}},
            {"app_id", slack.scenario.app.id},
            {"app_installed_team_id", slack.scenario.team.id},
            {"bot_id", slack.scenario.app.bot_id}};
  view.update(sent);
  view["blocks"] = with_generated_ids(std::move(view["blocks"]));
  return {{}, std::move(view)};
}

}  // namespace

AppView make_app_view(const SlackState& slack, const Json& sent) {
  return make_view(slack, sent, modal_problems);
}

AppView make_home_view(const SlackState& slack, const Json& sent) {
  return make_view(slack, sent, home_problems);
}

Json open_modal(SlackState& slack, const std::string& user, const Json& view) {
  Json opened = slack.views.open(user, view);
  slack.stream.publish_to(user, {{"type", "view_opened"}, {"view", opened}});
  return opened;
}

Json push_modal(SlackState& slack, const std::string& user, const Json& view) {
  Json pushed = slack.views.push(user, view);
  if (!pushed.is_null()) slack.stream.publish_to(user, {{"type", "view_opened"}, {"view", pushed}});
  return pushed;
}

Json update_modal(SlackState& slack, const ViewStacks::Found& found, const Json& view) {
  const std::string user = found.user;
  Json updated = slack.views.replace(found, view);
  slack.stream.publish_to(user, {{"type", "view_updated"}, {"view", updated}});
  return updated;
}

}  // namespace latchkey::sandbox
