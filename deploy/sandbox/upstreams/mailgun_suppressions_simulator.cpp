#include "deploy/sandbox/upstreams/mailgun_suppressions_simulator.hpp"

#include "deploy/sandbox/timestamps.hpp"
#include "deploy/sandbox/upstreams/mailgun_simulator.hpp"
#include "deploy/sandbox/upstreams/suppression_page.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

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

HttpResponse message(int status, const char* text, const std::string& list = {},
                     const std::string& address = {}) {
  Json body{{"message", text}};
  if (!address.empty()) body[address_key(list)] = address;
  return json_response(status, body);
}

}  // namespace

template <class Answer>
HttpResponse MailgunSuppressionsSimulator::guarded(const HttpRequest& request,
                                                   const std::string& domain, Answer answer) {
  if (!has_mailgun_key(request, key_) || !lists_.has_domain(domain)) return mailgun_forbidden();
  return limited(answer());
}

std::vector<Route> MailgunSuppressionsSimulator::routes(const std::string& prefix) {
  using Request = const HttpRequest&;
  using Parts = const PathParts&;
  std::vector<Route> table;
  for (const ListWords& words : k_lists) {
    const std::string list = words.list;
    const auto answer_with = [&](const char* method, const std::string& place, auto act) {
      table.push_back({method, prefix + list + place, "mailgun", [this, act](Request r, Parts p) {
                         return guarded(r, p[0], [&] { return act(r, p); });
                       }});
    };
    answer_with("GET", "/{}", [this, list](Request, Parts p) { return show(p[0], list, p[1]); });
    answer_with("DELETE", "/{}",
                [this, list](Request, Parts p) { return remove(p[0], list, p[1]); });
    answer_with("GET", "", [this, list](Request r, Parts p) { return show_page(r, p[0], list); });
    answer_with("DELETE", "", [this, list](Request, Parts p) { return clear(p[0], list); });
    answer_with("POST", "", [this, list](Request r, Parts p) { return add(r, p[0], list); });
  }
  return table;
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

HttpResponse MailgunSuppressionsSimulator::show(const std::string& domain, const std::string& list,
                                                const std::string& address) {
  const Json row = lists_.find(domain, list, address, scheduler_.now());
  if (row.is_null()) return message(404, words_of_list(list).missing);
  return json_response(200, row);
}

HttpResponse MailgunSuppressionsSimulator::remove(const std::string& domain,
                                                  const std::string& list,
                                                  const std::string& address) {
  // A path that ends in a slash names no row, so it means the list.
  if (address.empty()) return clear(domain, list);
  if (!lists_.remove(domain, list, address, scheduler_.now()))
    return message(404, words_of_list(list).missing);
  return message(200, words_of_list(list).removed, list, address);
}

HttpResponse MailgunSuppressionsSimulator::show_page(const HttpRequest& request,
                                                     const std::string& domain,
                                                     const std::string& list) {
  return suppression_page(lists_.rows(domain, list, scheduler_.now()), list, request.query,
                          origin_ + "/mailgun/v3/" + domain + "/" + list);
}

HttpResponse MailgunSuppressionsSimulator::clear(const std::string& domain,
                                                 const std::string& list) {
  lists_.clear(domain, list);
  return message(200, words_of_list(list).cleared);
}

HttpResponse MailgunSuppressionsSimulator::add(const HttpRequest& request,
                                               const std::string& domain, const std::string& list) {
  Json given = Json::object();
  for (const auto& [name, value] : parse_form(request.body)) given[name] = value;
  std::string address = text_at(given, "address");
  if (address.empty() && list == "whitelists") address = text_at(given, "domain");
  if (address.empty()) return message(400, "'address' parameter is required");
  if (given.contains("tags")) given["tags"] = Json::array({given["tags"]});
  const auto at = given.contains("created_at") ? parse_mailgun_time(text_at(given, "created_at"))
                                               : std::optional(scheduler_.now());
  if (!at) return message(400, "'created_at' must be a valid RFC 2822 date");
  lists_.add(domain, list, address, given, *at);
  return message(200, words_of_list(list).added, list, address);
}

}  // namespace latchkey::sandbox
