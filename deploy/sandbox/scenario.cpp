#include "deploy/sandbox/scenario.hpp"

#include "deploy/sandbox/scenario_shape.hpp"
#include "deploy/sandbox/timestamps.hpp"

namespace latchkey::sandbox {
namespace {

using enum ValueKind;

constexpr bool k_optional = false;

std::vector<std::string> texts_at(const Json& object, const char* key) {
  return object.contains(key) ? object.at(key).get<std::vector<std::string>>()
                              : std::vector<std::string>{};
}

/// Calls `read(item, path)` for each item of the list under `key`.
template <class Read>
void each(const Json& object, const std::string& parent, const char* key, Read read) {
  if (!object.contains(key)) return;
  const std::string path = parent.empty() ? key : parent + "." + key;
  std::size_t index = 0;
  for (const Json& item : object.at(key)) read(item, path + "[" + std::to_string(index++) + "]");
}

TimePoint time_at(const Json& object, const char* key, TimePoint now) {
  return parse_relative_time(object.at(key).get_ref<const std::string&>(), now).value_or(now);
}

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
                 {"shortcuts", list}});
  Scenario::App app{text_at(json, "id"),
                    text_at(json, "name"),
                    text_at(json, "bot_user"),
                    text_at(json, "bot_id"),
                    text_at(json, "app_token"),
                    text_at(json, "bot_token"),
                    texts_at(json, "scopes"),
                    texts_at(json, "events"),
                    {},
                    {}};
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

/// Replaces relative times under `keys` by the text that the vendor would send.
void resolve_times(Json& row, std::initializer_list<const char*> keys, TimePoint now) {
  for (const char* key : keys) {
    if (row.contains(key) && row.at(key).is_string()) row[key] = iso_time(time_at(row, key, now));
  }
}

void read_gitlab(const Json& json, Scenario& scenario, TimePoint now) {
  require_shape(json, "gitlab", {{"admin_token", text}, {"user_token", text}, {"users", list}});
  scenario.gitlab_admin_token = text_at(json, "admin_token");
  scenario.gitlab_user_token = text_at(json, "user_token");
  each(json, "gitlab", "users", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"id", number},
                   {"username", text},
                   {"name", text},
                   {"email", text},
                   {"state", text, k_optional},
                   {"locked", flag, k_optional},
                   {"created_at", time},
                   {"confirmed_at", time_or_null},
                   {"last_sign_in_at", time_or_null},
                   {"current_sign_in_at", time_or_null},
                   {"two_factor_enabled", flag, k_optional},
                   {"identities", list, k_optional},
                   {"emails", list, k_optional}});
    Json row = item;
    resolve_times(row, {"created_at", "confirmed_at", "last_sign_in_at", "current_sign_in_at"},
                  now);
    if (row.contains("emails")) {
      std::size_t index = 0;
      for (Json& email : row["emails"]) {
        require_shape(email, path + ".emails[" + std::to_string(index++) + "]",
                      {{"id", number}, {"email", text}, {"confirmed_at", time_or_null}});
        resolve_times(email, {"confirmed_at"}, now);
      }
    }
    scenario.gitlab_users.push_back(std::move(row));
  });
}

void read_portal(const Json& json, Scenario& scenario, TimePoint now) {
  require_shape(json, "portal",
                {{"authorization", text}, {"mail_domain", text}, {"customers", list}});
  scenario.portal_authorization = text_at(json, "authorization");
  scenario.portal_mail_domain = text_at(json, "mail_domain");
  each(json, "portal", "customers", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"id", text},
                   {"email", text},
                   {"first_name", text},
                   {"last_name", text},
                   {"company", text, k_optional},
                   {"created_at", time},
                   {"confirmed_at", time_or_null},
                   {"confirmation_sent_at", time_or_null},
                   {"unconfirmed_email", text_or_null, k_optional},
                   {"reset_password_sent_at", time_or_null, k_optional},
                   {"current_sign_in_at", time_or_null, k_optional},
                   {"last_sign_in_at", time_or_null, k_optional},
                   {"sign_in_count", number, k_optional},
                   {"failed_attempts", number, k_optional},
                   {"locked_at", time_or_null, k_optional},
                   {"state", text_or_null, k_optional},
                   {"login_activated", flag, k_optional},
                   {"provider", text_or_null, k_optional},
                   {"subscription", text_or_null, k_optional},
                   {"has_password", flag, k_optional}});
    Json row{{"unconfirmed_email", nullptr},
             {"reset_password_sent_at", nullptr},
             {"current_sign_in_at", nullptr},
             {"last_sign_in_at", nullptr},
             {"sign_in_count", 0},
             {"failed_attempts", 0},
             {"locked_at", nullptr},
             {"login_activated", true},
             {"provider", nullptr},
             {"subscription", nullptr},
             {"has_password", true}};
    row.update(item);
    resolve_times(row,
                  {"created_at", "confirmed_at", "confirmation_sent_at", "reset_password_sent_at",
                   "current_sign_in_at", "last_sign_in_at", "locked_at"},
                  now);
    scenario.customers.push_back(std::move(row));
  });
}

void read_mail(const Json& json, Scenario& scenario, TimePoint now) {
  require_shape(json.at("mailgun"), "mailgun", {{"key", text}, {"domains", texts}});
  scenario.mailgun_key = text_at(json.at("mailgun"), "key");
  scenario.mail_domains = texts_at(json.at("mailgun"), "domains");
  each(json, "", "mails", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"domain", text}, {"recipient", text}, {"subject", text}, {"events", list}});
    scenario.mails.push_back({text_at(item, "domain"), text_at(item, "recipient"),
                              text_at(item, "subject"),
                              resolve_mail_events(item.at("events"), path + ".events", now)});
  });
}

}  // namespace

Json resolve_mail_events(const Json& events, const std::string& path, TimePoint now) {
  if (!events.is_array() || events.empty())
    throw ScenarioError(path + ": expected a list of events");
  Json resolved = Json::array();
  for (std::size_t i = 0; i < events.size(); ++i) {
    Json event = events[i];
    const std::string where = path + "[" + std::to_string(i) + "]";
    if (text_at(event, "event").empty()) throw ScenarioError(where + ".event: expected a text");
    const auto at = parse_relative_time(text_at(event, "at"), now);
    if (!at) throw ScenarioError(where + ".at: expected a time relative to now, such as \"-9m\"");
    event.erase("at");
    event["timestamp"] = epoch_seconds(*at);
    resolved.push_back(std::move(event));
  }
  return resolved;
}

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
  each(json, "", "people", [&](const Json& item, const std::string& path) {
    require_shape(item, path, {{"cause", text}, {"name", text}, {"email", text}, {"story", text}});
    scenario.people.push_back({text_at(item, "cause"), text_at(item, "name"),
                               text_at(item, "email"), text_at(item, "story")});
  });
  return scenario;
}

}  // namespace latchkey::sandbox
