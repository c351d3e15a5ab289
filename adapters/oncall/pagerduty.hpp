#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/secret.hpp"
#include "core/ports/incidents.hpp"
#include "core/ports/on_call.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::oncall {

struct PagerDutyOptions {
  /// "https://api.pagerduty.com"; accounts in the EU have a host of their own.
  std::string api_url;
  /// A read-only key is enough to ask who is on call; incidents need a full one.
  Secret token;
  /// At most one of the two is set: whose on-call people are asked for. An incident is given to the
  /// policy, where there is one, and else to the service's own.
  std::string escalation_policy = {};
  std::string schedule = {};
  /// Where incidents are opened.
  std::string service = {};
  /// The address of the PagerDuty user in whose name. Never one who is on call: an incident that
  /// goes to its own author begins acknowledged and calls nobody.
  std::string from = {};
  std::chrono::milliseconds deadline{10'000};
};

/// Who is on call in PagerDuty. `http` outlives it.
std::unique_ptr<OnCall> create_pagerduty_on_call(PagerDutyOptions options, http::Client& http);

/// Incidents in PagerDuty, by its REST API. `http` outlives it.
/// https://developer.pagerduty.com/api-reference/a7d81b0e9200f-create-an-incident
std::unique_ptr<Incidents> create_pagerduty_incidents(PagerDutyOptions options, http::Client& http);

}  // namespace latchkey::oncall
