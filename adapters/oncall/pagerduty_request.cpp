#include "adapters/oncall/pagerduty_request.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/patient_get.hpp"
#include "core/base/clock.hpp"

#include <utility>

namespace latchkey::oncall {

http::Request pagerduty_request(const PagerDutyOptions& options, http::Method method,
                                const std::string& path) {
  http::Request request{.method = method, .url = options.api_url + path};
  request.headers.emplace_back("Authorization", "Token token=" + options.token.reveal());
  request.headers.emplace_back("Accept", "application/vnd.pagerduty+json;version=2");
  request.headers.emplace_back("Content-Type", "application/json");
  return request;
}

Expected<nlohmann::json> pagerduty_answer(const http::Response& response, int wanted) {
  if (response.status == wanted) return http::json_answer(k_pagerduty, response);
  return http::answer_error(k_pagerduty, response, SystemClock{}.now());
}

boost::asio::awaitable<Expected<nlohmann::json>> ask_pagerduty(http::Client& http,
                                                               http::Request request, int wanted,
                                                               http::Deadline deadline) {
  const auto response = co_await http::patient_get(http, k_pagerduty, std::move(request), deadline);
  if (!response) co_return response.error();
  co_return pagerduty_answer(*response, wanted);
}

std::string text_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

OnCallPerson person_of(const nlohmann::json& user) {
  OnCallPerson person{text_of(user, "id"), text_of(user, "name"), text_of(user, "email"),
                      text_of(user, "html_url")};
  if (person.name.empty()) person.name = text_of(user, "summary");
  return person;
}

Error misunderstood_pagerduty(const std::string& why) {
  return {ErrorKind::misunderstood, k_pagerduty + ": " + why};
}

}  // namespace latchkey::oncall
