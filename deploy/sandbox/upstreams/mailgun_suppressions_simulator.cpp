#include "deploy/sandbox/upstreams/mailgun_suppressions_simulator.hpp"

#include "deploy/sandbox/timestamps.hpp"
#include "deploy/sandbox/upstreams/mailgun_simulator.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

namespace latchkey::sandbox {
namespace {

/// How one list speaks.
struct ListWords {
  const char* list;
  const char* missing;
  const char* removed;
  const char* cleared;
  const char* added;
};
constexpr std::array<ListWords, 4> k_lists{{
    {"bounces", "Address not found in bounces table", "Bounced address has been removed",
     "Bounced addresses for this domain have been removed",
     "Address has been added to the bounces table"},
    {"complaints", "No spam complaints found for this address", "Spam complaint has been removed",
     "Complaint addresses for this domain have been removed",
     "Address has been added to the complaints table"},
    {"unsubscribes", "Address not found in unsubscribers table",
     "Unsubscribe event has been removed",
     "Unsubscribe addresses for this domain have been removed",
     "Address has been added to the unsubscribes table"},
    {"whitelists", "Address/Domain not found in allowlist table",
     "Allowlist address/domain has been removed",
     "Allowlist addresses/domains for this domain have been removed",
     "Address/Domain has been added to the allowlist table"},
}};

const ListWords& words_of_list(const std::string& list) {
  return *std::find_if(k_lists.begin(), k_lists.end(),
                       [&](const ListWords& words) { return words.list == list; });
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// "Thu, 26 Mar 2026 12:59:15 UTC": not the GMT of HTTP.
std::string list_date(TimePoint at) {
  std::string text = http_date(at);
  return text.replace(text.size() - 3, 3, "UTC");
}

Json stored_row(const std::string& list, const std::string& address, const Json& given,
                TimePoint at) {
  if (list == "whitelists") {
    return {{"type", address.find('@') == std::string::npos ? "domain" : "address"},
            {"value", address},
            {"reason", text_at(given, "reason")},
            {"createdAt", list_date(at)}};
  }
  Json row{{"address", address}, {"created_at", list_date(at)}};
  if (list == "bounces") {
    row["code"] = given.contains("code") ? text_at(given, "code") : "550";
    row["error"] = text_at(given, "error");
  }
  if (list == "unsubscribes") row["tags"] = given.value("tags", Json::array({"*"}));
  return row;
}

HttpResponse message(int status, const char* text, const std::string& list = {},
                     const std::string& address = {}) {
  Json body{{"message", text}};
  if (!address.empty()) body[list == "whitelists" ? "value" : "address"] = address;
  return json_response(status, body);
}

}  // namespace

MailgunSuppressionsSimulator::MailgunSuppressionsSimulator(const Scenario& scenario,
                                                           const Scheduler& scheduler)
    : key_(scenario.mailgun_key), domains_(scenario.mail_domains), scheduler_(scheduler) {
  for (const auto& given : scenario.suppressions) {
    lists_[{given.domain, given.list}][lower_case(given.address)] =
        stored_row(given.list, given.address, given.row, given.at);
  }
}

std::vector<Route> MailgunSuppressionsSimulator::routes(const std::string& prefix) {
  using Request = const HttpRequest&;
  using Parts = const PathParts&;
  std::vector<Route> table;
  for (const ListWords& words : k_lists) {
    const std::string list = words.list;
    table.push_back({"GET", prefix + list + "/{}", "mailgun",
                     [this, list](Request r, Parts p) { return show(r, p[0], list, p[1]); }});
    table.push_back({"DELETE", prefix + list + "/{}", "mailgun",
                     [this, list](Request r, Parts p) { return remove(r, p[0], list, p[1]); }});
    table.push_back({"DELETE", prefix + list, "mailgun",
                     [this, list](Request r, Parts p) { return clear(r, p[0], list); }});
    table.push_back({"POST", prefix + list, "mailgun",
                     [this, list](Request r, Parts p) { return add(r, p[0], list); }});
  }
  return table;
}

MailgunSuppressionsSimulator::Rows* MailgunSuppressionsSimulator::rows_for(
    const HttpRequest& request, const std::string& domain, const std::string& list) {
  const bool is_ours = std::find(domains_.begin(), domains_.end(), domain) != domains_.end();
  return has_mailgun_key(request, key_) && is_ours ? &lists_[{domain, list}] : nullptr;
}

/// Every recorded reset is in epoch milliseconds.
HttpResponse MailgunSuppressionsSimulator::limited(HttpResponse response) {
  constexpr int k_limit = 2500;
  const auto reset =
      std::chrono::floor<std::chrono::milliseconds>(scheduler_.now()) + std::chrono::seconds{15};
  calls_ = (calls_ + 1) % k_limit;
  return response.with("X-Request-Limit", std::to_string(k_limit))
      .with("X-Request-Remaining", std::to_string(k_limit - calls_))
      .with("X-Request-Reset", std::to_string(reset.time_since_epoch().count()));
}

HttpResponse MailgunSuppressionsSimulator::show(const HttpRequest& request,
                                                const std::string& domain, const std::string& list,
                                                const std::string& address) {
  Rows* rows = rows_for(request, domain, list);
  if (rows == nullptr) return mailgun_forbidden();
  const auto found = rows->find(lower_case(address));
  if (found == rows->end()) return limited(message(404, words_of_list(list).missing));
  return limited(json_response(200, found->second));
}

HttpResponse MailgunSuppressionsSimulator::remove(const HttpRequest& request,
                                                  const std::string& domain,
                                                  const std::string& list,
                                                  const std::string& address) {
  // A path that ends in a slash names no row, so it means the list.
  if (address.empty()) return clear(request, domain, list);
  Rows* rows = rows_for(request, domain, list);
  if (rows == nullptr) return mailgun_forbidden();
  if (rows->erase(lower_case(address)) == 0)
    return limited(message(404, words_of_list(list).missing));
  return limited(message(200, words_of_list(list).removed, list, address));
}

HttpResponse MailgunSuppressionsSimulator::clear(const HttpRequest& request,
                                                 const std::string& domain,
                                                 const std::string& list) {
  Rows* rows = rows_for(request, domain, list);
  if (rows == nullptr) return mailgun_forbidden();
  rows->clear();
  return limited(message(200, words_of_list(list).cleared));
}

HttpResponse MailgunSuppressionsSimulator::add(const HttpRequest& request,
                                               const std::string& domain, const std::string& list) {
  Rows* rows = rows_for(request, domain, list);
  if (rows == nullptr) return mailgun_forbidden();
  Json given = Json::object();
  for (const auto& [name, value] : parse_form(request.body)) given[name] = value;
  std::string address = text_at(given, "address");
  if (address.empty() && list == "whitelists") address = text_at(given, "domain");
  if (address.empty()) return limited(message(400, "'address' parameter is required"));
  if (given.contains("tags")) given["tags"] = Json::array({given["tags"]});
  (*rows)[lower_case(address)] = stored_row(list, address, given, scheduler_.now());
  return limited(message(200, words_of_list(list).added, list, address));
}

}  // namespace latchkey::sandbox
