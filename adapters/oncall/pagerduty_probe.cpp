#include "adapters/oncall/pagerduty_probe.hpp"

#include "adapters/oncall/pagerduty_request.hpp"
#include "core/base/letter_case.hpp"

#include <string>
#include <utility>

namespace latchkey::oncall {
namespace {

using nlohmann::json;

/// The most that one page holds.
constexpr int k_page = 100;
/// PagerDuty answers no question about what lies behind it.
constexpr int k_last_user = 10'000;

/// One page of users.
struct UsersPage {
  bool has_address = false;
  bool more = false;
};

Expected<UsersPage> page_of(const json& answer, const std::string& address) {
  const auto users = answer.is_object() ? answer.find("users") : answer.end();
  if (!answer.is_object() || users == answer.end() || !users->is_array()) {
    return misunderstood_pagerduty("the answer has no users");
  }
  UsersPage page;
  for (const json& user : *users) {
    if (user.is_object() && same_but_for_case(text_of(user, "email"), address))
      page.has_address = true;
  }
  const auto more = answer.find("more");
  page.more = more != answer.end() && *more == true;
  return page;
}

boost::asio::awaitable<Expected<UsersPage>> ask_users(PagerDutyOptions options, std::string query,
                                                      http::Client& http, http::Deadline deadline) {
  auto request = pagerduty_request(options, http::Method::get, "/users?" + query);
  const auto answer = co_await ask_pagerduty(http, std::move(request), 200, deadline);
  if (!answer) co_return answer.error();
  co_return page_of(*answer, options.from);
}

}  // namespace

/// The search is said to look at names; where it does not know the address, everybody is looked at.
boost::asio::awaitable<Expected<bool>> is_user(PagerDutyOptions options, http::Client& http) {
  const http::Deadline deadline{options.deadline};
  const std::string limit = "limit=" + std::to_string(k_page);
  std::string search = limit + "&query=" + http::percent_encode(options.from);
  auto page = co_await ask_users(options, std::move(search), http, deadline);
  for (int first = 0; page && !page->has_address && first < k_last_user; first += k_page) {
    std::string all = limit + "&offset=" + std::to_string(first);
    page = co_await ask_users(options, std::move(all), http, deadline);
    if (page && !page->more) break;
  }
  if (!page) co_return page.error();
  const bool known = page->has_address;
  co_return known;
}

boost::asio::awaitable<Expected<void>> may_write(PagerDutyOptions options, http::Client& http) {
  const http::Deadline deadline{options.deadline};
  // No id of PagerDuty's has small letters or a hyphen.
  auto request = pagerduty_request(options, http::Method::put, "/incidents/latchkey-doctor");
  request.headers.emplace_back("From", options.from);
  request.safe_to_repeat = true;  // nothing is changed where nothing is
  json incident = {{"type", "incident_reference"}};
  incident["status"] = to_string(IncidentStatus::acknowledged);
  request.body = json{{"incident", std::move(incident)}}.dump();
  const auto not_there = co_await ask_pagerduty(http, std::move(request), 404, deadline);
  if (!not_there) co_return not_there.error();
  co_return Expected<void>{};
}

}  // namespace latchkey::oncall
