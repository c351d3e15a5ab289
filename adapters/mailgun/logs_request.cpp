#include "adapters/mailgun/logs_request.hpp"

#include "adapters/http/internet_date.hpp"
#include "adapters/mailgun/log_page.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

// Member by member: of nested lists in braces, JSON makes arrays first and then objects.
json is_any_of(const char* attribute, const std::vector<std::string>& values) {
  json filter;
  filter["attribute"] = attribute;
  filter["comparator"] = "=";
  auto& listed = filter["values"] = json::array();
  for (const auto& value : values) {
    auto& entry = listed.emplace_back();
    entry["label"] = value;
    entry["value"] = value;
  }
  return filter;
}

/// `events` empty: all kinds.
json question(Window window, json filters, const std::vector<std::string>& events) {
  // Rounded outwards: the window's own edges belong to it.
  json body;
  body["start"] = http::format_internet_date(std::chrono::floor<std::chrono::seconds>(window.from));
  body["end"] = http::format_internet_date(std::chrono::ceil<std::chrono::seconds>(window.to));
  body["filter"]["AND"] = std::move(filters);
  body["include_subaccounts"] = true;  // the domain may belong to one
  body["pagination"]["sort"] = "timestamp:desc";
  body["pagination"]["limit"] = k_log_page_limit;
  if (!events.empty()) body["events"] = events;
  return body;
}

http::Request request_of(const Options& options, const json& body) {
  auto request = page_request(options, mailgun_url(options, "/v1/analytics/logs"));
  request.method = http::Method::post;
  request.safe_to_repeat = true;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  return request;
}

}  // namespace

http::Request logs_request(const Options& options, const EmailAddress& address, Window window,
                           EventsAbout about, const std::string& token) {
  json filters = json::array({is_any_of("domain", {options.domain})});
  std::vector<std::string> events;
  if (about == EventsAbout::recipient) {
    filters.push_back(is_any_of("recipient", {address.full()}));
  } else {
    events = {"rejected"};
  }
  auto body = question(window, std::move(filters), events);
  if (!token.empty()) body["pagination"]["token"] = token;
  return request_of(options, body);
}

http::Request accepted_logs_request(const Options& options,
                                    const std::vector<EmailAddress>& recipients, Window window) {
  std::vector<std::string> addresses;
  addresses.reserve(recipients.size());
  for (const auto& recipient : recipients) addresses.push_back(recipient.full());
  json filters =
      json::array({is_any_of("domain", {options.domain}), is_any_of("recipient", addresses)});
  return request_of(options, question(window, std::move(filters), {"accepted"}));
}

}  // namespace latchkey::mailgun
