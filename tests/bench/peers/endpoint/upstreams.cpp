#include "tests/bench/peers/endpoint/upstreams.hpp"

#include "core/base/time.hpp"
#include "tests/bench/peers/endpoint/envelopes.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace latchkey::bench {
namespace {

using nlohmann::json;

constexpr std::string_view k_an_old_time = "2024-03-01T09:00:00.000Z";
constexpr std::string_view k_stranger = "namesake@elsewhere.example";

json mail_event(const std::string& word, const std::string& subject, const std::string& recipient,
                TimePoint at) {
  return {{"id", word + recipient},
          {"event", word},
          {"@timestamp", format_rfc3339(at)},
          {"recipient", recipient},
          {"flags", {{"is-authenticated", true}, {"is-routed", false}}},
          {"message",
           {{"headers",
             {{"subject", subject},
              {"to", recipient},
              {"message-id", recipient + ".1@mail.example"}}}}},
          {"delivery-status", {{"code", 250}, {"mx-host", "mx.acme.example"}}}};
}

/// Whether the address is a customer's as typed, "u000123@…" or with a point in its local part:
/// their other spellings are nobody's.
bool is_customer(std::string_view email) {
  const auto number = find_key(email);
  if (!number) return false;
  return key_of(*number) == email || email.substr(0, email.find('@')).find('.') != email.npos;
}

/// What a filter of the Logs API asks an attribute to be; empty where it does not say.
std::string filtered_by(const json& question, std::string_view attribute) {
  for (const auto& filter : question.at("filter").at("AND")) {
    if (filter.at("attribute") == attribute) return filter.at("values").at(0).at("value");
  }
  return {};
}

/// One page of POST /v1/analytics/logs: the accepted mail stands on the second one. Nothing was
/// rejected, and nobody with a similar address was mailed, which are asked for by their event.
json log_page(const json& question) {
  const auto recipient = filtered_by(question, "recipient");
  if (recipient.empty() || question.contains("events"))
    return {{"items", json::array()}, {"pagination", json::object()}};
  const bool first_site = filtered_by(question, "domain").starts_with("customers.");
  const std::string subject = first_site ? "Reset password instructions" : "Your invoice";
  const auto at = std::chrono::system_clock::now() - std::chrono::hours{1};
  const auto accepted_at = std::chrono::floor<std::chrono::microseconds>(at);
  if (question.at("pagination").contains("token")) {
    return {{"items", json::array({mail_event("accepted", subject, recipient, accepted_at)})},
            {"pagination", json::object()}};
  }
  const auto delivered_at = accepted_at + std::chrono::seconds{1};
  return {{"items", json::array({mail_event("delivered", subject, recipient, delivered_at)})},
          {"pagination", {{"next", "the-second-page"}}}};
}

/// What Mailgun says of an address that is not on a list.
std::string not_listed(std::string_view path) {
  std::string_view message = "Address not found in bounces table";
  if (path.find("/complaints/") != path.npos) message = "No spam complaints found for this address";
  if (path.find("/unsubscribes/") != path.npos) {
    message = "Address not found in unsubscribers table";
  }
  if (path.find("/whitelists/") != path.npos) {
    message = "Address/Domain not found in allowlist table";
  }
  return json{{"message", message}}.dump();
}

json gitlab_user(int id, std::string_view email) {
  return {{"id", id},
          {"username", "customer"},
          {"name", "Customer"},
          {"state", "active"},
          {"email", email},
          {"created_at", k_an_old_time},
          {"confirmed_at", k_an_old_time},
          {"last_sign_in_at", k_an_old_time},
          {"current_sign_in_at", k_an_old_time},
          {"identities", json::array()}};
}

}  // namespace

void Upstreams::be_slow(std::chrono::milliseconds delay) {
  delay_ = delay;
  questions_ = 0;
  rounds_ = {};
}

HttpAnswer Upstreams::in_a_while(std::string body, unsigned status) {
  const auto now = std::chrono::steady_clock::now();
  ++questions_;
  rounds_.add(now, now + delay_);
  return {.status = status, .body = std::move(body), .delay = delay_};
}

HttpAnswer Upstreams::mailgun(const HttpRequest& request) {
  if (!request.path.ends_with("/analytics/logs")) return in_a_while(not_listed(request.path), 404);
  return in_a_while(log_page(json::parse(request.body)).dump());
}

HttpAnswer Upstreams::gitlab(const HttpRequest& request) {
  if (request.path.ends_with("/user")) {
    return in_a_while(R"({"id":1,"username":"support","is_admin":true})");
  }
  json rows = json::array();
  if (request.path.ends_with("/emails")) {
    rows.push_back({{"id", 1}, {"email", k_stranger}, {"confirmed_at", k_an_old_time}});
  } else if (const auto email = form_value(request.query, "search"); is_customer(email)) {
    rows = json::array({gitlab_user(7, email), gitlab_user(8, k_stranger)});
  }
  return in_a_while(rows.dump());
}

HttpAnswer Upstreams::accounts(const HttpRequest& request) {
  const auto email = form_value(request.query, "email");
  json customers = json::array();
  if (is_customer(email)) {
    customers.push_back({{"id", 9},
                         {"email", email},
                         {"name", "Customer"},
                         {"created_at", k_an_old_time},
                         {"confirmed_at", k_an_old_time},
                         {"reset_password_sent_at", nullptr},
                         {"sign_in_count", 3}});
  }
  return in_a_while(json{{"customers", std::move(customers)}}.dump());
}

}  // namespace latchkey::bench
