#include "adapters/storage/called_people.hpp"

#include "adapters/storage/stored_time.hpp"

#include <nlohmann/json.hpp>

namespace latchkey::storage {
namespace {

using nlohmann::json;

json kept_call(const Call& call) {
  json groups = json::array();
  for (const auto& [id, handle, members] : call.groups) {
    groups.push_back({{"id", id}, {"handle", handle}, {"members", members}});
  }
  json strangers = json::array();
  for (const auto& [name, link] : call.strangers) {
    strangers.push_back({{"name", name}, {"link", link}});
  }
  return {{"level", call.level},
          {"at", to_stored(call.at)},
          {"found", call.found},
          {"users", call.users},
          {"groups", std::move(groups)},
          {"strangers", std::move(strangers)},
          {"note", call.note},
          {"message", call.message},
          {"handed_back_by", call.handed_back_by},
          {"was_with", call.was_with},
          {"by", to_string(call.by)}};
}

Call call_of(const json& kept) {
  Call call{.level = kept.at("level").get<int>(),
            .at = from_stored(kept.at("at").get<long long>()),
            .found = kept.at("found").get<bool>(),
            .users = kept.at("users").get<std::vector<std::string>>(),
            .note = kept.at("note").get<std::string>(),
            .message = kept.at("message").get<std::string>(),
            .handed_back_by = kept.at("handed_back_by").get<std::string>(),
            // An earlier release did not keep these two.
            .was_with = kept.value("was_with", ""),
            .by = parse_called_by(kept.value("by", "")).value_or(CalledBy::person)};
  for (const auto& group : kept.at("groups")) {
    call.groups.push_back({group.at("id").get<std::string>(), group.at("handle").get<std::string>(),
                           group.at("members").get<std::vector<std::string>>()});
  }
  for (const auto& person : kept.at("strangers")) {
    call.strangers.push_back(
        {person.at("name").get<std::string>(), person.at("link").get<std::string>()});
  }
  return call;
}

}  // namespace

std::string to_text(const std::vector<Call>& calls) {
  json kept = json::array();
  for (const Call& call : calls) kept.push_back(kept_call(call));
  return kept.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<std::vector<Call>> read_calls(const std::string& text) {
  try {
    std::vector<Call> calls;
    for (const auto& kept : json::parse(text)) calls.push_back(call_of(kept));
    return calls;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

}  // namespace latchkey::storage
