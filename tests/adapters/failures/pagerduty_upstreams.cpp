#include "adapters/oncall/pagerduty.hpp"
#include "tests/adapters/failures/upstreams.hpp"
#include "tests/doubles/await.hpp"

#include <utility>

namespace latchkey::failures {
namespace {

using doubles::ReceivedRequest;
using std::chrono::milliseconds;

oncall::PagerDutyOptions pagerduty_options(std::string url, milliseconds deadline) {
  return {.api_url = std::move(url),
          .token = Secret{"t"},
          .escalation_policy = "P1",
          .service = "S1",
          .from = "latchkey@corp.example",
          .deadline = deadline};
}

std::string incident(const std::string& status) {
  return R"({"incident":{"id":"Q1","status":")" + status +
         R"(","html_url":"https://pd.example/Q1"}})";
}

doubles::Reaction answers_incident(const ReceivedRequest& /*any*/, const std::string& /*url*/) {
  return doubles::json(200, incident("triggered"));
}

/// One question to PagerDuty's incidents: `ask` gives the coroutine.
template <class Ask>
auto asking_incidents(Ask ask) {
  return [ask](http::Client& http, boost::asio::io_context& context, std::string url,
               milliseconds deadline) {
    const auto incidents =
        oncall::create_pagerduty_incidents(pagerduty_options(std::move(url), deadline), http);
    return outcome_of_call(doubles::await(ask(*incidents), context));
  };
}

Upstream pagerduty_on_call() {
  Upstream upstream{.name = "PagerDutyOnCall", .system = "PagerDuty"};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"oncalls":[{"escalation_level":1,"user":{"id":"P1"}}]})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    const auto on_call =
        oncall::create_pagerduty_on_call(pagerduty_options(std::move(url), deadline), http);
    return outcome_of_call(doubles::await(on_call->on_call_now(), context));
  };
  return upstream;
}

/// An incident is looked for before it is opened, and again where it may have been opened.
Upstream pagerduty_opening() {
  Upstream upstream{.name = "PagerDutyOpening",
                    .system = "PagerDuty",
                    .questions = {"data", "once"},
                    .once = "POST "};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (request.method == "POST") return doubles::json(201, incident("triggered"));
    return doubles::json(200, R"({"incidents":[]})");
  };
  upstream.ask = asking_incidents([](Incidents& incidents) {
    IncidentOrder order{.key = "k", .title = "t", .details = "d"};
    return incidents.open_incident(std::move(order));
  });
  return upstream;
}

Upstream pagerduty_incident() {
  Upstream upstream{.name = "PagerDutyIncident", .system = "PagerDuty"};
  upstream.healthy = answers_incident;
  upstream.ask =
      asking_incidents([](Incidents& incidents) { return incidents.find_incident("Q1"); });
  return upstream;
}

/// Acknowledges an incident.
Upstream pagerduty_change() {
  Upstream upstream{.name = "PagerDutyChange", .system = "PagerDuty"};
  upstream.healthy = answers_incident;
  upstream.ask = asking_incidents([](Incidents& incidents) {
    return incidents.set_incident("Q1", IncidentStatus::acknowledged);
  });
  return upstream;
}

/// Gives an incident that somebody has to its policy again, which calls its people.
Upstream pagerduty_handing_back() {
  Upstream upstream{.name = "PagerDutyHandingBack",
                    .system = "PagerDuty",
                    .questions = {"data", "once", "data"},
                    .once = "PUT "};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, incident("acknowledged"));
  };
  upstream.ask = asking_incidents([](Incidents& incidents) { return incidents.hand_back("Q1"); });
  return upstream;
}

}  // namespace

std::vector<Upstream> pagerduty_upstreams() {
  return {pagerduty_on_call(), pagerduty_opening(), pagerduty_incident(), pagerduty_change(),
          pagerduty_handing_back()};
}

}  // namespace latchkey::failures
