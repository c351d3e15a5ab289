#include "adapters/oncall/pagerduty_request.hpp"

#include <optional>
#include <utility>

namespace latchkey::oncall {
namespace {

namespace asio = boost::asio;
using nlohmann::json;

/// With people as whole users, whose addresses the chat knows them by.
const std::string k_with_people = "include%5B%5D=assignees&include%5B%5D=acknowledgers";

std::vector<OnCallPerson> people_at(const json& incident, const char* list, const char* member) {
  std::vector<OnCallPerson> people;
  const auto entries = incident.find(list);
  if (entries == incident.end() || !entries->is_array()) return people;
  for (const json& entry : *entries) {
    const auto person = entry.is_object() ? entry.find(member) : entry.end();
    if (!entry.is_object() || person == entry.end() || !person->is_object()) continue;
    people.push_back(person_of(*person));
  }
  return people;
}

Expected<IncidentNow> incident_of(const json& incident) {
  if (!incident.is_object()) return misunderstood_pagerduty("the answer has no incident");
  const auto status = parse_incident_status(text_of(incident, "status"));
  const bool open_or_over = status == IncidentStatus::triggered ||
                            status == IncidentStatus::acknowledged ||
                            status == IncidentStatus::resolved;
  IncidentNow now{.id = text_of(incident, "id"),
                  .link = text_of(incident, "html_url"),
                  .assigned = people_at(incident, "assignments", "assignee"),
                  .acknowledged_by = people_at(incident, "acknowledgements", "acknowledger")};
  if (now.id.empty() || !open_or_over) {
    return misunderstood_pagerduty("an incident without an id or a known status");
  }
  now.status = *status;
  return now;
}

Expected<IncidentNow> incident_in(const json& answer) {
  const json none;
  return incident_of(answer.is_object() ? answer.value("incident", none) : none);
}

/// Whose levels call for it; empty where it does not say.
std::string policy_of(const json& incident) {
  const auto policy = incident.find("escalation_policy");
  return policy != incident.end() && policy->is_object() ? text_of(*policy, "id") : "";
}

json policy_reference(const std::string& id) {
  return {{"id", id}, {"type", "escalation_policy_reference"}};
}

class PagerDutyIncidents final : public Incidents {
 public:
  PagerDutyIncidents(PagerDutyOptions options, http::Client& http)
      : options_(std::move(options)), http_(http) {}

  /// Looked for before it is opened: one that was opened before a crash, and taken and resolved
  /// since, would be opened and called out a second time. Looked for again where it may have been
  /// opened: PagerDuty answers 400 to a key that is open already, and so it does to much else.
  asio::awaitable<Expected<IncidentNow>> open_incident(IncidentOrder order) override {
    const http::Deadline deadline{options_.deadline};
    auto known = co_await with_key(order.key, deadline);
    if (!known) co_return known.error();
    if (*known) co_return std::move(**known);
    auto opened = co_await create(order, deadline);
    if (opened) co_return opened;
    const auto kind = opened.error().kind;
    if (kind != ErrorKind::invalid && kind != ErrorKind::uncertain) co_return opened;
    const http::Deadline once_more{options_.deadline};
    known = co_await with_key(order.key, once_more);
    if (known && *known) co_return std::move(**known);
    // A 400 alone does not say that it is not open.
    if (!known && kind == ErrorKind::invalid) co_return known.error();
    co_return opened;
  }

  asio::awaitable<Expected<IncidentNow>> find_incident(std::string id) override {
    const http::Deadline deadline{options_.deadline};
    const auto answer = co_await with_id(id, deadline);
    if (!answer) co_return answer.error();
    co_return incident_in(*answer);
  }

  asio::awaitable<Expected<void>> set_incident(std::string id, IncidentStatus status) override {
    const http::Deadline deadline{options_.deadline};
    json change = {{"status", to_string(status)}};
    auto request = change_of(id, std::move(change));
    request.safe_to_repeat = true;  // said twice, it is the same (RFC 9110, 9.2.2)
    const auto answer = co_await ask_pagerduty(http_, std::move(request), 200, deadline);
    if (!answer) co_return answer.error();
    const auto now = incident_in(*answer);
    if (!now) co_return now.error();
    co_return Expected<void>{};
  }

  /// No status takes an acknowledgement back. What is given to a policy anew is open there again;
  /// the answer to the last question says whether it is.
  asio::awaitable<Expected<IncidentNow>> hand_back(std::string id) override {
    const http::Deadline deadline{options_.deadline};
    const auto before = co_await with_id(id, deadline);
    if (!before) co_return before.error();
    auto now = incident_in(*before);
    if (!now || now->status != IncidentStatus::acknowledged) co_return now;
    std::string policy = policy_of((*before)["incident"]);
    if (policy.empty()) policy = options_.escalation_policy;
    if (policy.empty()) co_return misunderstood_pagerduty("an incident without a policy");
    json change;
    change["escalation_policy"] = policy_reference(policy);
    // Given to the policy twice, its people are called twice.
    auto request = change_of(id, std::move(change));
    const auto given = co_await send_once(std::move(request), 200, deadline);
    if (!given) co_return given.error();
    const auto after = co_await with_id(id, deadline);
    if (!after) co_return after.error();
    co_return incident_in(*after);
  }

 private:
  asio::awaitable<Expected<json>> with_id(std::string id, http::Deadline deadline) {
    auto request =
        pagerduty_request(options_, http::Method::get,
                          "/incidents/" + http::percent_encode(id) + "?" + k_with_people);
    co_return co_await ask_pagerduty(http_, std::move(request), 200, deadline);
  }

  [[nodiscard]] http::Request change_of(const std::string& id, json change) const {
    auto request =
        pagerduty_request(options_, http::Method::put, "/incidents/" + http::percent_encode(id));
    request.headers.emplace_back("From", options_.from);
    change["type"] = "incident_reference";
    request.body = json{{"incident", std::move(change)}}.dump();
    return request;
  }

  /// Sends what calls people. An answer that says neither that it was done nor that it was not
  /// leaves that open: `uncertain`.
  asio::awaitable<Expected<IncidentNow>> send_once(http::Request request, int wanted,
                                                   http::Deadline deadline) {
    request.deadline = deadline.left();
    const auto response = co_await http_.send(k_pagerduty, std::move(request));
    if (!response) co_return response.error();
    const auto answer = pagerduty_answer(*response, wanted);
    auto now = answer ? incident_in(*answer) : answer.error();
    if (now) co_return now;
    auto error = now.error();
    const bool in_doubt =
        error.kind == ErrorKind::unavailable || error.kind == ErrorKind::misunderstood;
    if (in_doubt) error.kind = ErrorKind::uncertain;
    co_return error;
  }

  /// The newest incident of this key, whatever its status.
  asio::awaitable<Expected<std::optional<IncidentNow>>> with_key(std::string key,
                                                                 http::Deadline deadline) {
    auto request =
        pagerduty_request(options_, http::Method::get,
                          "/incidents?incident_key=" + http::percent_encode(key) +
                              "&service_ids%5B%5D=" + http::percent_encode(options_.service) +
                              "&sort_by=created_at%3Adesc&" + k_with_people);
    const auto answer = co_await ask_pagerduty(http_, std::move(request), 200, deadline);
    if (!answer) co_return answer.error();
    const auto list = answer->is_object() ? answer->find("incidents") : answer->end();
    if (!answer->is_object() || list == answer->end() || !list->is_array()) {
      co_return misunderstood_pagerduty("the answer has no incidents");
    }
    if (list->empty()) co_return std::optional<IncidentNow>{};
    auto newest = incident_of(list->front());
    if (!newest) co_return newest.error();
    co_return std::optional<IncidentNow>{std::move(*newest)};
  }

  asio::awaitable<Expected<IncidentNow>> create(IncidentOrder order, http::Deadline deadline) {
    json incident = {{"type", "incident"},
                     {"title", order.title},
                     {"service", {{"id", options_.service}, {"type", "service_reference"}}},
                     {"incident_key", order.key},
                     {"body", {{"type", "incident_body"}, {"details", order.details}}}};
    if (!options_.escalation_policy.empty()) {
      incident["escalation_policy"] = policy_reference(options_.escalation_policy);
    }
    auto request = pagerduty_request(options_, http::Method::post, "/incidents");
    request.headers.emplace_back("From", options_.from);
    request.body = json{{"incident", std::move(incident)}}.dump();
    co_return co_await send_once(std::move(request), 201, deadline);
  }

  const PagerDutyOptions options_;
  http::Client& http_;
};

}  // namespace

std::unique_ptr<Incidents> create_pagerduty_incidents(PagerDutyOptions options,
                                                      http::Client& http) {
  return std::make_unique<PagerDutyIncidents>(std::move(options), http);
}

}  // namespace latchkey::oncall
