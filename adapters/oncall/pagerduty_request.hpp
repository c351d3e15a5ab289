#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/oncall/pagerduty.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include <string>

namespace latchkey::oncall {

inline const std::string k_pagerduty = "PagerDuty";

/// A request for `path` ("/oncalls?…") with the headers that PagerDuty wants on each.
http::Request pagerduty_request(const PagerDutyOptions& options, http::Method method,
                                const std::string& path);

/// The answer's JSON where its status is `wanted`.
Expected<nlohmann::json> pagerduty_answer(const http::Response& response, int wanted);

/// Sends what does no harm twice, once more where that helps, and reads the answer likewise. `http`
/// outlives the call.
boost::asio::awaitable<Expected<nlohmann::json>> ask_pagerduty(http::Client& http,
                                                               http::Request request, int wanted,
                                                               http::Deadline deadline);

/// The text of this member, or empty.
std::string text_of(const nlohmann::json& object, const char* key);

/// A user, or a reference to one, which has no address.
OnCallPerson person_of(const nlohmann::json& user);

Error misunderstood_pagerduty(const std::string& why);

}  // namespace latchkey::oncall
