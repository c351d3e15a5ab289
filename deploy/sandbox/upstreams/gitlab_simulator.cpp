#include "deploy/sandbox/upstreams/gitlab_simulator.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace latchkey::sandbox {
namespace {

constexpr int k_calls_per_minute = 2000;  // docs.gitlab.com, "GitLab.com settings"
constexpr int k_default_per_page = 20, k_largest_per_page = 100;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

int number_or(const std::string& text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : otherwise;
}

/// As GitLab: addresses exactly, the secondary ones only when confirmed; names and usernames by any
/// part. An ordinary token finds no address that its owner has not made public.
bool is_hit(const Json& row, const std::string& search, bool by_admin) {
  const auto contains = [&](const char* key) {
    return lower(text_at(row, key)).find(search) != std::string::npos;
  };
  if (contains("name") || contains("username")) return true;
  if (!by_admin) return false;
  if (lower(text_at(row, "email")) == search) return true;
  const Json emails = row.value("emails", Json::array());
  return std::any_of(emails.begin(), emails.end(), [&](const Json& email) {
    return lower(text_at(email, "email")) == search && email.at("confirmed_at").is_string();
  });
}

}  // namespace

GitLabSimulator::Caller GitLabSimulator::caller_of(const HttpRequest& request) const {
  std::string token = request.header("private-token");
  const std::string authorization = request.header("authorization");
  if (token.empty() && authorization.starts_with("Bearer ")) token = authorization.substr(7);
  if (token == scenario_.gitlab_admin_token) return Caller::admin;
  return token == scenario_.gitlab_user_token ? Caller::user : Caller::nobody;
}

HttpResponse GitLabSimulator::answer(int status, const Json& body) {
  const auto now = std::chrono::floor<std::chrono::seconds>(scheduler_.now()).time_since_epoch();
  observed_ = observed_ % k_calls_per_minute + 1;
  return json_response(status, body)
      .with("RateLimit-Limit", std::to_string(k_calls_per_minute))
      .with("RateLimit-Name", "throttle_authenticated_api")
      .with("RateLimit-Observed", std::to_string(observed_))
      .with("RateLimit-Remaining", std::to_string(k_calls_per_minute - observed_))
      .with("RateLimit-Reset", std::to_string(now.count() / 60 * 60 + 60));
}

const Json* GitLabSimulator::find_user(const std::string& id) const {
  const int wanted = number_or(id, 0);
  for (const Json& row : scenario_.gitlab_users) {
    if (row.at("id") == wanted) return &row;
  }
  return nullptr;
}

Json GitLabSimulator::shown(const Json& row, Caller caller) const {
  const std::string username = text_at(row, "username");
  Json user{{"id", row.at("id")},
            {"username", username},
            {"name", row.at("name")},
            {"state", row.value("state", "active")},
            {"locked", row.value("locked", false)},
            {"avatar_url", nullptr},
            {"web_url", origin_ + "/gitlab/" + username}};
  if (caller != Caller::admin) return user;
  user.update(Json{{"public_email", ""},
                   {"commit_email", row.at("email")},
                   {"created_at", row.at("created_at")},
                   {"last_activity_on", nullptr},
                   {"is_admin", false},
                   {"two_factor_enabled", false},
                   {"identities", Json::array()},
                   {"note", "internal"},
                   {"external", false},
                   {"private_profile", false},
                   {"namespace_id", row.at("id")},
                   {"created_by", nullptr}});
  user.update(row);
  user.erase("emails");
  return user;
}

HttpResponse GitLabSimulator::current_user(const HttpRequest& request) {
  const Caller caller = caller_of(request);
  if (caller == Caller::nobody) return answer(401, {{"message", "401 Unauthorized"}});
  const bool is_admin = caller == Caller::admin;
  Json me{{"id", 1},
          {"username", is_admin ? "support-bot" : "someone"},
          {"name", "Support bot"},
          {"state", "active"}};
  if (is_admin) me["is_admin"] = true;
  return answer(200, me);
}

HttpResponse GitLabSimulator::users(const HttpRequest& request) {
  const Caller caller = caller_of(request);
  std::string search = lower(field(request.query, "search"));
  if (search.starts_with("@")) search.erase(0, 1);
  if (caller == Caller::nobody) {
    return answer(403, {{"message", "403 Forbidden - Not authorized to access /api/v4/users"}});
  }
  Json rows = Json::array();
  for (const Json& row : scenario_.gitlab_users) {
    if (search.empty() || is_hit(row, search, caller == Caller::admin)) {
      rows.push_back(shown(row, caller));
    }
  }
  const auto page = static_cast<std::size_t>(number_or(field(request.query, "page"), 1));
  const auto per_page = static_cast<std::size_t>(std::min(
      number_or(field(request.query, "per_page"), k_default_per_page), k_largest_per_page));
  Json shown_rows = Json::array();
  for (std::size_t i = (page - 1) * per_page; i < rows.size() && shown_rows.size() < per_page;
       ++i) {
    shown_rows.push_back(rows[i]);
  }
  const bool has_next = page * per_page < rows.size();
  HttpResponse response = answer(200, shown_rows);
  response.with("X-Page", std::to_string(page))
      .with("X-Per-Page", std::to_string(per_page))
      .with("X-Next-Page", has_next ? std::to_string(page + 1) : "")
      .with("X-Total", std::to_string(rows.size()));
  if (has_next) {
    response.with("Link", "<" + origin_ + "/gitlab/api/v4/users?search=" + percent_encode(search) +
                              "&per_page=" + std::to_string(per_page) +
                              "&page=" + std::to_string(page + 1) + ">; rel=\"next\"");
  }
  return response;
}

HttpResponse GitLabSimulator::user(const HttpRequest& request, const std::string& id) {
  const Caller caller = caller_of(request);
  if (caller == Caller::nobody) return answer(401, {{"message", "401 Unauthorized"}});
  const Json* row = find_user(id);
  if (row == nullptr) return answer(404, {{"message", "404 User Not Found"}});
  return answer(200, shown(*row, caller));
}

HttpResponse GitLabSimulator::emails(const HttpRequest& request, const std::string& id) {
  const Caller caller = caller_of(request);
  if (caller == Caller::nobody) return answer(401, {{"message", "401 Unauthorized"}});
  if (caller != Caller::admin) return answer(403, {{"message", "403 Forbidden"}});
  const Json* row = find_user(id);
  if (row == nullptr) return answer(404, {{"message", "404 User Not Found"}});
  return answer(200, row->value("emails", Json::array()));  // the primary address is not listed
}

HttpResponse GitLabSimulator::admin_page(const std::string& name) const {
  for (const Json& row : scenario_.gitlab_users) {
    if (text_at(row, "username") != name && row.at("id") != number_or(name, 0)) continue;
    std::string page = "<!doctype html><html lang=\"en\"><title>GitLab (sandbox)</title><h1>" +
                       html_escape(text_at(row, "name")) + "</h1><dl>";
    for (const auto& [key, value] : row.items()) {
      page += "<dt>" + html_escape(key) + "</dt><dd>" +
              html_escape(value.is_string() ? value.get<std::string>() : to_line(value)) + "</dd>";
    }
    return html_response(200, page + "</dl></html>");
  }
  return html_response(404, "<!doctype html><title>404</title><p>No such user.</p>");
}

}  // namespace latchkey::sandbox
