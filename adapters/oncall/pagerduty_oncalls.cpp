#include "adapters/oncall/pagerduty_oncalls.hpp"

#include "adapters/oncall/pagerduty_request.hpp"

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
  return pagerduty_request(
      options, http::Method::get,
      "/oncalls?include%5B%5D=users&limit=100&" +
          std::string{of_policy ? "escalation_policy_ids%5B%5D=" : "schedule_ids%5B%5D="} +
          http::percent_encode(of_policy ? options.escalation_policy : options.schedule));
}

/// What names no level comes last.
long long level_of(const json& entry) {
  const auto level = entry.find("escalation_level");
  return level != entry.end() && level->is_number_integer() ? level->get<long long>()
                                                            : std::numeric_limits<long long>::max();
}

/// One schedule in three policies gives three entries for the same person.
Expected<People> people_of(const json& answer, bool lowest_level_only) {
  if (!answer.is_object() || !answer.contains("oncalls") || !answer["oncalls"].is_array()) {
    return misunderstood_pagerduty("the answer has no oncalls");
  }
  long long lowest = std::numeric_limits<long long>::max();
  for (const json& entry : answer["oncalls"]) {
    if (!entry.is_object()) return misunderstood_pagerduty("one of the oncalls is no entry");
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

class PagerDutyOnCall final : public OnCall {
 public:
  PagerDutyOnCall(PagerDutyOptions options, http::Client& http)
      : options_(std::move(options)), http_(http) {}

  boost::asio::awaitable<Expected<People>> on_call_now() override {
    return oncall::on_call_now(options_, http_);
  }

 private:
  const PagerDutyOptions options_;
  http::Client& http_;
};

}  // namespace

boost::asio::awaitable<Expected<People>> on_call_now(PagerDutyOptions options, http::Client& http) {
  const http::Deadline deadline{options.deadline};
  auto request = oncalls_request(options);
  const auto answer = co_await ask_pagerduty(http, std::move(request), 200, deadline);
  if (!answer) co_return answer.error();
  co_return people_of(*answer, !options.escalation_policy.empty());
}

std::unique_ptr<OnCall> create_pagerduty_on_call(PagerDutyOptions options, http::Client& http) {
  return std::make_unique<PagerDutyOnCall>(std::move(options), http);
}

}  // namespace latchkey::oncall
