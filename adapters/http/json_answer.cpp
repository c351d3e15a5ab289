#include "adapters/http/json_answer.hpp"

#include "adapters/http/answer_error.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey::http {

namespace {

/// "Discarded", in the words of the library, where it is no JSON.
nlohmann::json body_as_json(const Response& response) {
  return nlohmann::json::parse(response.body, nullptr, /*allow_exceptions=*/false);
}

}  // namespace

Expected<nlohmann::json> json_answer(const std::string& system, const Response& response) {
  auto body = body_as_json(response);
  if (!body.is_discarded()) {
    // Spelled out, because JSON converts to anything, an Error included.
    return Expected<nlohmann::json>{boost::system::in_place_value, std::move(body)};
  }
  const auto refuse = [&](const char* why) {
    return Error{ErrorKind::misunderstood, system + ": " + why};
  };
  if (is_html(response)) return refuse("answered with a web page instead of JSON");
  if (response.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    return refuse("answered with nothing instead of JSON");
  }
  return refuse("the answer is cut off or is not JSON");
}

nlohmann::json lenient_json(const Response& response) {
  auto body = body_as_json(response);
  return body.is_discarded() ? nlohmann::json{} : body;
}

}  // namespace latchkey::http
