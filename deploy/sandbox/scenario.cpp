#include "deploy/sandbox/scenario.hpp"

#include "deploy/sandbox/scenario_reading.hpp"
#include "deploy/sandbox/scenario_shape.hpp"

namespace latchkey::sandbox {
namespace {

using enum ValueKind;

Scenario::App read_app(const Json& json) {
  require_shape(json, "app",
                {{"id", text},
                 {"name", text},
                 {"bot_user", text},
                 {"bot_id", text},
                 {"app_token", text},
                 {"bot_token", text},
                 {"scopes", texts},
                 {"events", texts},
                 {"commands", list},
                 {"shortcuts", list},
                 {"home_tab", flag, k_optional}});
  Scenario::App app{text_at(json, "id"),
                    text_at(json, "name"),
                    text_at(json, "bot_user"),
                    text_at(json, "bot_id"),
                    text_at(json, "app_token"),
                    text_at(json, "bot_token"),
                    texts_at(json, "scopes"),
                    texts_at(json, "events"),
                    {},
                    {},
                    flag_at(json, "home_tab")};
  each(json, "app", "commands", [&](const Json& item, const std::string& path) {
    require_shape(
        item, path,
        {{"command", text}, {"description", text}, {"usage_hint", text}, {"should_escape", flag}});
    app.commands.push_back({text_at(item, "command"), text_at(item, "description"),
                            text_at(item, "usage_hint"), flag_at(item, "should_escape")});
  });
  each(json, "app", "shortcuts", [&](const Json& item, const std::string& path) {
    require_shape(item, path, {{"callback_id", text}, {"name", text}, {"description", text}});
    app.shortcuts.push_back(
        {text_at(item, "callback_id"), text_at(item, "name"), text_at(item, "description")});
  });
  return app;
}

void read_workspace(const Json& json, Scenario& scenario, TimePoint now) {
  each(json, "", "users", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"id", text},
                   {"name", text},
                   {"real_name", text},
                   {"email", text},
                   {"tz", text, k_optional},
                   {"team_id", text, k_optional},
                   {"is_restricted", flag, k_optional}});
    const std::string team = text_at(item, "team_id");
    const std::string tz = text_at(item, "tz");
    scenario.users.push_back({text_at(item, "id"), text_at(item, "name"),
                              text_at(item, "real_name"), text_at(item, "email"),
                              tz.empty() ? "Etc/UTC" : tz, team.empty() ? scenario.team.id : team,
                              false, flag_at(item, "is_restricted")});
  });
  each(json, "", "usergroups", [&](const Json& item, const std::string& path) {
    require_shape(item, path, {{"id", text}, {"handle", text}, {"name", text}, {"users", texts}});
    scenario.usergroups.push_back({text_at(item, "id"), text_at(item, "handle"),
                                   text_at(item, "name"), texts_at(item, "users")});
  });
  each(json, "", "channels", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"id", text},
                   {"name", text},
                   {"topic", text, k_optional},
                   {"is_private", flag, k_optional},
                   {"is_archived", flag, k_optional},
                   {"is_ext_shared", flag, k_optional},
                   {"members", texts}});
    scenario.channels.push_back({text_at(item, "id"), text_at(item, "name"), text_at(item, "topic"),
                                 flag_at(item, "is_private"), flag_at(item, "is_archived"),
                                 flag_at(item, "is_ext_shared"), texts_at(item, "members")});
  });
  each(json, "", "messages", [&](const Json& item, const std::string& path) {
    require_shape(item, path, {{"channel", text}, {"user", text}, {"text", text}, {"at", time}});
    scenario.messages.push_back({text_at(item, "channel"), text_at(item, "user"),
                                 text_at(item, "text"), time_at(item, "at", now)});
  });
}

}  // namespace

Scenario parse_scenario(std::string_view source, TimePoint now) {
  Json json;
  try {
    json = Json::parse(source);
  } catch (const Json::parse_error& error) {
    throw ScenarioError("not JSON: byte " + std::to_string(error.byte));
  }
  require_shape(json, "",
                {{"team", object},
                 {"app", object},
                 {"users", list},
                 {"usergroups", list},
                 {"channels", list},
                 {"messages", list, k_optional},
                 {"mailgun", object},
                 {"gitlab", object},
                 {"portal", object},
                 {"mails", list},
                 {"suppressions", list, k_optional},
                 {"mailboxes", list, k_optional},
                 {"faults", list, k_optional},
                 {"people", list}});
  Scenario scenario;
  require_shape(json.at("team"), "team", {{"id", text}, {"name", text}, {"domain", text}});
  const Json& team = json.at("team");
  scenario.team = {text_at(team, "id"), text_at(team, "name"), text_at(team, "domain")};
  scenario.app = read_app(json.at("app"));
  read_workspace(json, scenario, now);
  read_gitlab(json.at("gitlab"), scenario, now);
  read_portal(json.at("portal"), scenario, now);
  read_mail(json, scenario, now);
  read_failures(json, scenario);
  each(json, "", "people", [&](const Json& item, const std::string& path) {
    require_shape(item, path, {{"cause", text}, {"name", text}, {"email", text}, {"story", text}});
    scenario.people.push_back({text_at(item, "cause"), text_at(item, "name"),
                               text_at(item, "email"), text_at(item, "story")});
  });
  return scenario;
}

}  // namespace latchkey::sandbox
