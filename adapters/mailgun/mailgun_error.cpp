#include "adapters/mailgun/mailgun_error.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/origin.hpp"
#include "adapters/mailgun/json_member.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace latchkey::mailgun {
namespace {

/// `{"retry-seconds": 60}`, as some limits are documented to say it. At most a quarter of an hour
/// is believed, as of the reset headers.
std::optional<std::chrono::seconds> wait_in_body(const http::Response& response) {
  const auto body = http::lenient_json(response);
  const auto& value = member_of(body, "retry-seconds");
  if (!value.is_number_integer()) return std::nullopt;
  const auto seconds = value.get<long long>();
  if (seconds < 0 || seconds > 15 * 60) return std::nullopt;
  return std::chrono::seconds{seconds};
}

}  // namespace

Error mailgun_error(const Options& options, const http::Response& response, TimePoint now,
                    std::string_view doing) {
  auto error = http::answer_error("Mailgun", response, now);
  switch (response.status) {
    case 400: error.what += ", it does not accept our question"; break;
    case 401:
      error.what += ": the API key is wrong, or it may not see the domain " + options.domain;
      break;
    case 402:
    case 403:
      error.what += ": the key's role or the plan does not allow " + std::string{doing} + " of " +
                    options.domain;
      break;
    case 404:
      error.what += ": " + http::host_of(options.api_url) + " has no domain " + options.domain +
                    " (a wrong name, or a domain of the other region)";
      break;
    default: break;
  }
  if (error.kind == ErrorKind::rate_limited && !error.retry_after) {
    error.retry_after = wait_in_body(response);
  }
  return error;
}

}  // namespace latchkey::mailgun
