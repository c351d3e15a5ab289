#include "tests/bench/peers/endpoint/arguments.hpp"

namespace latchkey::bench {

using nlohmann::json;

Arguments::Arguments(const HttpRequest& request) {
  if (request.content_type.starts_with("application/json")) {
    json_ = json::parse(request.body, nullptr, /*allow_exceptions=*/false);
  } else {
    form_ = request.body.empty() ? request.query : request.body;
  }
}

std::string Arguments::text(const char* name) const {
  if (!json_.is_object()) return form_value(form_, name);
  const auto found = json_.find(name);
  if (found == json_.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

}  // namespace latchkey::bench
