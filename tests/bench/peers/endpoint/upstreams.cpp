#include "tests/bench/peers/endpoint/upstreams.hpp"

#include "tests/bench/peers/endpoint/envelopes.hpp"

#include <nlohmann/json.hpp>

namespace latchkey::bench {
namespace {

using nlohmann::json;

constexpr std::string_view k_last_page = "/events/end";
constexpr std::string_view k_an_old_time = "2024-03-01T09:00:00.000Z";

double an_hour_ago() {
  const auto hour_ago = std::chrono::system_clock::now() - std::chrono::hours{1};
  return std::chrono::duration<double>{hour_ago.time_since_epoch()}.count();
}

json mail_event(const std::string& word, const std::string& recipient, double at) {
  return {{"id", word + recipient},
          {"event", word},
          {"timestamp", at},
          {"recipient", recipient},
          {"flags", {{"is-authenticated", true}, {"is-routed", false}}},
          {"message",
           {{"headers",
             {{"subject", "Reset password instructions"},
              {"to", recipient},
              {"message-id", recipient + ".1@mail.example"}}}}},
          {"delivery-status", {{"code", 250}, {"mx-host", "mx.acme.example"}}}};
}

/// Whether the address is a customer's as typed: their other spellings are nobody's.
bool is_customer(const std::string& email) {
  const auto number = find_key(email);
  return number && key_of(*number) == email;
}

}  // namespace

HttpAnswer Upstreams::mailgun(const HttpRequest& request) const {
  json answer = {{"items", json::array()},
                 {"paging", {{"next", origin_ + "/mailgun/v3/x" + std::string{k_last_page}}}}};
  auto recipient = form_value(request.query, "recipient");
  std::erase(recipient, '"');
  const bool first_site = request.path.find("customers.") != std::string_view::npos;
  if (!request.path.ends_with(k_last_page) && first_site && !recipient.empty()) {
    const auto at = an_hour_ago();
    answer["items"] = {mail_event("delivered", recipient, at + 1),
                       mail_event("accepted", recipient, at)};
  }
  return {.body = answer.dump(), .delay = delay_};
}

HttpAnswer Upstreams::gitlab(const HttpRequest& request) const {
  if (request.path.ends_with("/user")) {
    return {.body = R"({"id":1,"username":"support","is_admin":true})", .delay = delay_};
  }
  const auto email = form_value(request.query, "search");
  json rows = json::array();
  if (is_customer(email)) {
    rows.push_back({{"id", 7},
                    {"username", "customer"},
                    {"name", "Customer"},
                    {"state", "active"},
                    {"email", email},
                    {"created_at", k_an_old_time},
                    {"confirmed_at", k_an_old_time},
                    {"last_sign_in_at", k_an_old_time},
                    {"current_sign_in_at", k_an_old_time},
                    {"identities", json::array()}});
  }
  return {.body = rows.dump(), .delay = delay_};
}

HttpAnswer Upstreams::accounts(const HttpRequest& request) const {
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
  return {.body = json{{"customers", std::move(customers)}}.dump(), .delay = delay_};
}

}  // namespace latchkey::bench
