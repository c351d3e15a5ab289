#include "adapters/mailgun/logs_request.hpp"

#include "adapters/http/internet_date.hpp"
#include "adapters/mailgun/log_page.hpp"

#include <nlohmann/json.hpp>

#include <chrono>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

json equals(const char* attribute, const std::string& value) {
  const json only = {{"label", value}, {"value", value}};
  return {{"attribute", attribute}, {"comparator", "="}, {"values", json::array({only})}};
}

json question(const Options& options, const EmailAddress& address, Window window,
              EventsAbout about) {
  json filters = json::array({equals("domain", options.domain)});
  if (about == EventsAbout::recipient) filters.push_back(equals("recipient", address.full()));
  // Rounded outwards: the window's own edges belong to it.
  json body = {
      {"start", http::format_internet_date(std::chrono::floor<std::chrono::seconds>(window.from))},
      {"end", http::format_internet_date(std::chrono::ceil<std::chrono::seconds>(window.to))},
      {"filter", {{"AND", std::move(filters)}}},
      {"include_subaccounts", true},  // the domain may belong to one
      {"pagination", {{"sort", "timestamp:desc"}, {"limit", k_log_page_limit}}}};
  if (about == EventsAbout::rejected) body["events"] = json::array({"rejected"});
  return body;
}

}  // namespace

http::Request logs_request(const Options& options, const EmailAddress& address, Window window,
                           EventsAbout about, const std::string& token) {
  auto body = question(options, address, window, about);
  if (!token.empty()) body["pagination"]["token"] = token;
  auto request = page_request(options, mailgun_url(options, "/v1/analytics/logs"));
  request.method = http::Method::post;
  request.safe_to_repeat = true;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  return request;
}

}  // namespace latchkey::mailgun
