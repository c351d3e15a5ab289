#include "adapters/secrets/connect_health.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/json_answer.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace latchkey::secrets {
namespace {

using nlohmann::json;

constexpr const char* k_connect = "1Password Connect";

std::string member(const json& object, const char* name) {
  if (!object.is_object()) return "";
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

bool works(std::string_view status) {
  return status == "ACTIVE" || status == "TOKEN_NEEDED";
}

std::vector<std::string> troubles_in(const json& health) {
  std::vector<std::string> troubles;
  const auto parts = health.find("dependencies");
  if (parts == health.end() || !parts->is_array()) return troubles;
  for (const json& part : *parts) {
    const std::string status = member(part, "status");
    if (status.empty() || works(status)) continue;
    const std::string message = member(part, "message");
    troubles.push_back(member(part, "service") + ": " + status +
                       (message.empty() ? "" : ", " + message));
  }
  return troubles;
}

}  // namespace

boost::asio::awaitable<Expected<ConnectHealth>> probe_connect(std::string url,
                                                              std::chrono::milliseconds within,
                                                              http::Client& http) {
  http::Request request{.url = url + "/health", .deadline = within};
  request.headers.emplace_back("Accept", "application/json");
  const auto response = co_await http.send(k_connect, std::move(request));
  if (!response) co_return response.error();
  if (response->status != 200) {
    co_return http::answer_error(k_connect, *response, SystemClock{}.now());
  }
  const auto answer = http::json_answer(k_connect, *response);
  if (!answer) co_return answer.error();
  ConnectHealth health{.version = member(*answer, "version")};
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
