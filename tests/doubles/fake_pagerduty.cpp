#include "tests/doubles/fake_pagerduty.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace latchkey::doubles {
namespace {

using Json = nlohmann::json;

const std::string k_incidents = "/incidents/";
/// The user in whose name Latchkey opens incidents; never on call.
const std::string k_service_user = "latchkey@corp.example";

Json user_json(const FakePagerDuty::User& user) {
  return {{"id", user.id},       {"type", "user"},
          {"name", user.name},   {"summary", user.name},
          {"email", user.email}, {"html_url", "https://pd.example/users/" + user.id}};
}

Reaction error(int status, int code, const std::string& message) {
  return json(status, Json{{"error", {{"code", code}, {"message", message}}}}.dump());
}

std::string query_value(const std::string& target, const std::string& name) {
  const auto at = target.find(name + "=");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 1;
  return target.substr(begin, target.find('&', begin) - begin);
}

}  // namespace

FakePagerDuty::FakePagerDuty()
    : server_([this](const ReceivedRequest& request) { return answer_to(request); }) {}

void FakePagerDuty::put_on_call(int level, std::vector<User> users) {
  const std::lock_guard lock{mutex_};
  duty_[level] = std::move(users);
}

void FakePagerDuty::fail(int status, int times) {
  const std::lock_guard lock{mutex_};
  failing_with_ = status;
  failures_left_ = times;
}

void FakePagerDuty::make_key_read_only() {
  const std::lock_guard lock{mutex_};
  read_only_ = true;
}

void FakePagerDuty::next_level() {
  const std::lock_guard lock{mutex_};
  ++only().level;
}

void FakePagerDuty::acknowledge(const std::string& user) {
  const std::lock_guard lock{mutex_};
  only().status = "acknowledged";
  only().acknowledged_by = user;
}

void FakePagerDuty::resolve() {
  const std::lock_guard lock{mutex_};
  only().status = "resolved";
}

std::vector<FakePagerDuty::Incident> FakePagerDuty::incidents() const {
  const std::lock_guard lock{mutex_};
  return incidents_;
}

FakePagerDuty::Incident& FakePagerDuty::only() {
  if (incidents_.size() != 1) throw std::logic_error("there is not one incident");
  return incidents_.front();
}

Reaction FakePagerDuty::answer_to(const ReceivedRequest& request) {
  const std::lock_guard lock{mutex_};
  if (failures_left_ > 0) {
    --failures_left_;
    return answer(failing_with_, "");
  }
  if (request.header("Authorization") != "Token token=key") {
    return error(401, 2006, "Authentication failed");
  }
  if (request.target.starts_with("/oncalls?")) return oncalls();
  if (request.target.starts_with("/users?")) return users();
  if (request.method != "GET" && read_only_) return error(403, 2010, "Access Denied");
  if (request.method != "GET" && request.header("From") != k_service_user) {
    return error(400, 1008, "Requester User Not Found");
  }
  if (request.method == "POST" && request.target == "/incidents") return open_incident(request);
  if (request.target.starts_with("/incidents?")) {
    return with_key(query_value(request.target, "incident_key"));
  }
  if (request.target.starts_with(k_incidents)) {
    auto id = request.target.substr(k_incidents.size());
    id = id.substr(0, id.find('?'));
    for (std::size_t i = 0; i < incidents_.size(); ++i) {
      if (id != "Q" + std::to_string(i)) continue;
      if (request.method == "PUT") return change(incidents_[i], request.body);
      return json(200, Json{{"incident", shown(i)}}.dump());
    }
  }
  return error(404, 2100, "Not Found");
}

/// In no order, and one schedule in two policies twice, as PagerDuty does.
Reaction FakePagerDuty::oncalls() const {
  Json entries = Json::array();
  for (const auto& [level, users] : duty_) {
    for (const User& user : users) {
      const Json entry = {{"escalation_level", level}, {"user", user_json(user)}};
      entries.push_back(entry);
      entries.push_back(entry);
    }
  }
  std::reverse(entries.begin(), entries.end());
  return json(200, Json{{"oncalls", entries}, {"more", false}}.dump());
}

/// All of them, whatever is searched for.
Reaction FakePagerDuty::users() const {
  Json all = Json::array({user_json({"P0", "Latchkey", k_service_user})});
  for (const auto& [level, users] : duty_) {
    for (const User& user : users) all.push_back(user_json(user));
  }
  return json(200, Json{{"users", all}, {"more", false}}.dump());
}

Reaction FakePagerDuty::open_incident(const ReceivedRequest& request) {
  const auto order = Json::parse(request.body)["incident"];
  const std::string key = order["incident_key"];
  for (const Incident& incident : incidents_) {
    if (incident.key == key && incident.status != "resolved") {
      return error(400, 2002, "Open incident with matching dedup key already exists");
    }
  }
  incidents_.push_back({.key = key, .title = order["title"]});
  return json(201, Json{{"incident", shown(incidents_.size() - 1)}}.dump());
}

Reaction FakePagerDuty::with_key(const std::string& key) const {
  Json found = Json::array();
  for (std::size_t i = incidents_.size(); i-- > 0;) {
    if (incidents_[i].key == key) found.push_back(shown(i));
  }
  return json(200, Json{{"incidents", found}, {"more", false}}.dump());
}

Reaction FakePagerDuty::change(Incident& incident, const std::string& body) {
  const auto change = Json::parse(body)["incident"];
  if (change.contains("status")) incident.status = change["status"];
  if (change.contains("escalation_policy")) {
    incident.status = "triggered";
    incident.level = 0;
    incident.acknowledged_by.clear();
  }
  const auto number = static_cast<std::size_t>(&incident - incidents_.data());
  return json(200, Json{{"incident", shown(number)}}.dump());
}

Json FakePagerDuty::shown(std::size_t number) const {
  const Incident& incident = incidents_[number];
  std::vector<std::vector<User>> levels;
  for (const auto& [level, users] : duty_) {
    if (!users.empty()) levels.push_back(users);
  }
  Json assignments = Json::array();
  if (incident.status == "triggered" && !levels.empty()) {
    for (const User& user : levels[std::min(incident.level, levels.size() - 1)]) {
      assignments.push_back({{"assignee", user_json(user)}});
    }
  }
  Json acknowledgements = Json::array();
  if (!incident.acknowledged_by.empty()) {
    acknowledgements.push_back({{"acknowledger", user(incident.acknowledged_by)}});
  }
  return {{"id", "Q" + std::to_string(number)},
          {"incident_key", incident.key},
          {"status", incident.status},
          {"escalation_policy", {{"id", "PABC123"}, {"type", "escalation_policy_reference"}}},
          {"html_url", "https://pd.example/incidents/Q" + std::to_string(number)},
          {"assignments", std::move(assignments)},
          {"acknowledgements", std::move(acknowledgements)}};
}

Json FakePagerDuty::user(const std::string& id) const {
  for (const auto& [level, users] : duty_) {
    for (const User& one : users) {
      if (one.id == id) return user_json(one);
    }
  }
  return {{"id", id}, {"type", "user_reference"}, {"summary", id}};
}

}  // namespace latchkey::doubles
