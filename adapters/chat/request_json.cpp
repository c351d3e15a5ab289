#include "adapters/chat/request_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::chat {
namespace {

using nlohmann::json;
using Kind = Request::Kind;

constexpr std::array<std::pair<Kind, const char*>, 7> k_kinds = {
    {{Kind::command, "command"},
     {Kind::mention, "mention"},
     {Kind::action, "action"},
     {Kind::shortcut, "shortcut"},
     {Kind::submission, "submission"},
     {Kind::home, "home"},
     {Kind::group_mention, "group mention"}}};

struct TextField {
  const char* name;
  std::string Request::*field;
};

constexpr std::array<TextField, 12> k_texts = {{{"user", &Request::user},
                                                {"user_team", &Request::user_team},
                                                {"team", &Request::team},
                                                {"channel", &Request::channel},
                                                {"thread", &Request::thread},
                                                {"text", &Request::text},
                                                {"action", &Request::action},
                                                {"value", &Request::value},
                                                {"message", &Request::message},
                                                {"context", &Request::context},
                                                {"trigger", &Request::trigger},
                                                {"reply_url", &Request::reply_url}}};

}  // namespace

std::string_view to_string(Request::Kind kind) {
  const auto* const known = std::find_if(k_kinds.begin(), k_kinds.end(),
                                         [kind](const auto& one) { return one.first == kind; });
  return known == k_kinds.end() ? "" : known->second;
}

std::string to_text(const Request& request) {
  json kept = json::object();
  kept["kind"] = to_string(request.kind);
  for (const auto& [name, field] : k_texts) {
    if (!(request.*field).empty()) kept[name] = request.*field;
  }
  if (request.direct) kept["direct"] = true;
  if (!request.fields.empty()) kept["fields"] = request.fields;
  kept["received"] = request.received.time_since_epoch().count();
  return kept.dump(-1, ' ', false, json::error_handler_t::replace);
}

Expected<Request> read_request(std::string_view text) {
  const Error foreign{ErrorKind::misunderstood, "the journal holds a request that is none of ours"};
  const auto kept = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!kept.is_object()) return foreign;
  try {
    Request request;
    const auto kind = kept.at("kind").get<std::string>();
    bool known = false;
    for (const auto& [value, name] : k_kinds) {
      if (kind != name) continue;
      request.kind = value;
      known = true;
    }
    if (!known) return foreign;
    for (const auto& [name, field] : k_texts) request.*field = kept.value(name, std::string{});
    request.direct = kept.value("direct", false);
    if (kept.contains("fields")) kept.at("fields").get_to(request.fields);
    request.received =
        TimePoint{TimePoint::duration{kept.at("received").get<TimePoint::duration::rep>()}};
    return request;
  } catch (const json::exception&) {
    return foreign;
  }
}

}  // namespace latchkey::chat
