#include "adapters/secrets/connect_health.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/patient_get.hpp"
#include "adapters/secrets/json_member.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace latchkey::secrets {
namespace {

using nlohmann::json;

constexpr const char* k_connect = "1Password Connect";

bool works(std::string_view status) {
  return status == "ACTIVE" || status == "TOKEN_NEEDED";
}

std::vector<std::string> troubles_in(const json& health) {
  std::vector<std::string> troubles;
  for (const json& part : list_of(health, "dependencies")) {
    const std::string status = text_of(part, "status");
    if (status.empty() || works(status)) continue;
    const std::string message = text_of(part, "message");
    troubles.push_back(text_of(part, "service") + ": " + status +
                       (message.empty() ? "" : ", " + message));
  }
  return troubles;
}

}  // namespace

boost::asio::awaitable<Expected<ConnectHealth>> probe_connect(std::string url,
                                                              std::chrono::milliseconds within,
                                                              http::Client& http) {
  http::Request request{.url = url + "/health"};
  request.headers.emplace_back("Accept", "application/json");
  const http::Deadline deadline{within};
  const auto response = co_await http::patient_get(http, k_connect, std::move(request), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) {
    co_return http::answer_error(k_connect, *response, SystemClock{}.now());
  }
  const auto answer = http::json_answer(k_connect, *response);
  if (!answer) co_return answer.error();
  ConnectHealth health{.version = text_of(*answer, "version")};
  // In the head of every answer since 1.3.0.
  if (const auto version = response->header("1Password-Connect-Version")) {
    health.version = std::string{*version};
  }
  if (health.version.empty()) {
    co_return Error{ErrorKind::misunderstood,
                    std::string{k_connect} + ": what answers there does not say its version"};
  }
  health.troubles = troubles_in(*answer);
  co_return health;
}

}  // namespace latchkey::secrets
