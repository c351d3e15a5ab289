#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace latchkey::oncall {

struct PagerDutyOptions {
  /// "https://api.pagerduty.com"; accounts in the EU have a host of their own.
  std::string api_url;
  /// A read-only key is enough to ask.
  Secret token;
  /// One of the two is set: whose on-call people are asked for.
  std::string escalation_policy;
  std::string schedule;
  std::chrono::milliseconds deadline{10'000};
};

/// Somebody who is on call.
struct OnCallPerson {
  std::string id;
  std::string name;
  /// PagerDuty's login address. May be empty.
  std::string email;
};

/// Who is on call now, each person once; of an escalation policy only those of the lowest level
/// that anybody is on (level 1 may have a gap). "Nobody" is an answer, an empty one. `refused` for
/// a wrong key, `not_found` for a policy or schedule that is not there. `http` outlives it.
/// https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls
boost::asio::awaitable<Expected<std::vector<OnCallPerson>>> on_call_now(PagerDutyOptions options,
                                                                        http::Client& http);

}  // namespace latchkey::oncall
