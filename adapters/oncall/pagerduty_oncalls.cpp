#include "adapters/oncall/pagerduty_oncalls.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/patient_get.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace latchkey::oncall {
namespace {

using nlohmann::json;
using People = std::vector<OnCallPerson>;

/// Neither `since` nor `until`: right now. A policy has a handful of people; 100, the most that one
/// page holds, are more than are ever on call.
http::Request oncalls_request(const PagerDutyOptions& options) {
  const bool of_policy = !options.escalation_policy.empty();
  http::Request request;
  request.url = options.api_url + "/oncalls?include%5B%5D=users&limit=100&" +
                (of_policy ? "escalation_policy_ids%5B%5D=" : "schedule_ids%5B%5D=") +
                http::percent_encode(of_policy ? options.escalation_policy : options.schedule);
  request.headers.emplace_back("Authorization", "Token token=" + options.token.reveal());
  request.headers.emplace_back("Accept", "application/vnd.pagerduty+json;version=2");
  request.headers.emplace_back("Content-Type", "application/json");
  return request;
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// What names no level comes last.
long long level_of(const json& entry) {
  const auto level = entry.find("escalation_level");
  return level != entry.end() && level->is_number_integer() ? level->get<long long>()
                                                            : std::numeric_limits<long long>::max();
}

OnCallPerson person_of(const json& user) {
  OnCallPerson person{text_of(user, "id"), text_of(user, "name"), text_of(user, "email")};
  if (person.name.empty()) person.name = text_of(user, "summary");
  return person;
}

/// One schedule in three policies gives three entries for the same person.
Expected<People> people_of(const json& answer, bool lowest_level_only) {
  const auto misunderstood = [](const char* why) {
    return Error{ErrorKind::misunderstood, std::string{"PagerDuty: "} + why};
  };
  if (!answer.is_object() || !answer.contains("oncalls") || !answer["oncalls"].is_array()) {
    return misunderstood("the answer has no oncalls");
  }
  long long lowest = std::numeric_limits<long long>::max();
  for (const json& entry : answer["oncalls"]) {
    if (!entry.is_object()) return misunderstood("one of the oncalls is no entry");
    lowest = std::min(lowest, level_of(entry));
  }
  People people;
  for (const json& entry : answer["oncalls"]) {
    if (lowest_level_only && level_of(entry) != lowest) continue;
    const auto user = entry.find("user");
    if (user == entry.end() || !user->is_object()) continue;
    auto person = person_of(*user);
    const bool known = std::any_of(people.begin(), people.end(), [&](const OnCallPerson& other) {
      return other.id == person.id;
    });
    if (!person.id.empty() && !known) people.push_back(std::move(person));
  }
  return people;
}

}  // namespace

boost::asio::awaitable<Expected<People>> on_call_now(PagerDutyOptions options, http::Client& http) {
  const http::Deadline deadline{options.deadline};
  auto request = oncalls_request(options);
  const auto response = co_await http::patient_get(http, "PagerDuty", std::move(request), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) {
    co_return http::answer_error("PagerDuty", *response, SystemClock{}.now());
  }
  const auto answer = http::json_answer("PagerDuty", *response);
  if (!answer) co_return answer.error();
  co_return people_of(*answer, !options.escalation_policy.empty());
}

}  // namespace latchkey::oncall
