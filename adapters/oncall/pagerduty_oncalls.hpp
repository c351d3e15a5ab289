#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/oncall/pagerduty.hpp"
#include "core/base/expected.hpp"
#include "core/ports/on_call.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace latchkey::oncall {

/// Who is on call now, each person once; of an escalation policy only those of the lowest level
/// that anybody is on (level 1 may have a gap). "Nobody" is an answer, an empty one. `refused` for
/// a wrong key, `not_found` for a policy or schedule that is not there. `http` outlives it.
/// https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls
boost::asio::awaitable<Expected<std::vector<OnCallPerson>>> on_call_now(PagerDutyOptions options,
                                                                        http::Client& http);

}  // namespace latchkey::oncall
