#include "deploy/sandbox/faults.hpp"
#include "deploy/sandbox/scenario_reading.hpp"
#include "deploy/sandbox/scenario_shape.hpp"

namespace latchkey::sandbox {
namespace {

using enum ValueKind;

/// Replaces relative times under `keys` by the text that the vendor would send.
void resolve_times(Json& row, std::initializer_list<const char*> keys, TimePoint now) {
  for (const char* key : keys) {
    if (row.contains(key) && row.at(key).is_string()) row[key] = iso_time(time_at(row, key, now));
  }
}

}  // namespace

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
             {"state", "active"},
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
  each(json, "", "suppressions", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"domain", text},
                   {"list", text},
                   {"address", text},
                   {"code", text, k_optional},
                   {"error", text, k_optional},
                   {"tags", texts, k_optional},
                   {"reason", text, k_optional},
                   {"at", time}});
    Json row = item;
    for (const char* key : {"domain", "list", "address", "at"}) row.erase(key);
    scenario.suppressions.push_back({text_at(item, "domain"), text_at(item, "list"),
                                     text_at(item, "address"), std::move(row),
                                     time_at(item, "at", now)});
  });
}

void read_failures(const Json& json, Scenario& scenario) {
  each(json, "", "mailboxes", [&](const Json& item, const std::string& path) {
    require_shape(item, path, {{"address", text}, {"answer", object}});
    if (text_at(item.at("answer"), "event").empty())
      throw ScenarioError(path + ".answer.event: expected a text");
    scenario.mailboxes.push_back({text_at(item, "address"), item.at("answer")});
  });
  each(json, "", "faults", [&](const Json& item, const std::string& path) {
    require_shape(item, path,
                  {{"system", text}, {"address", text}, {"status", number}, {"body", text}});
    if (!Faults::is_system(text_at(item, "system")))
      throw ScenarioError(path + ".system: expected mailgun, gitlab, portal or slack");
    scenario.faults.push_back({.system = text_at(item, "system"),
                               .address = text_at(item, "address"),
                               .status = item.at("status").get<int>(),
                               .body = text_at(item, "body"),
                               .count = k_for_good});
  });
}

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

}  // namespace latchkey::sandbox
