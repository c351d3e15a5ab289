#include "adapters/secrets/connect_answer.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/secrets/json_member.hpp"
#include "adapters/secrets/op_item.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace latchkey::secrets {
using nlohmann::json;

Error connect_error(const http::Response& response, TimePoint now) {
  auto error = http::answer_error("1Password Connect", response, now);
  switch (response.status) {
    case 401: error.what += ": its token is wrong, cut off or expired"; break;
    case 403: error.what += ": its token is not for this vault"; break;
    case 404: error.what += ": it has nothing of this id"; break;
    default: break;
  }
  return error;
}

std::optional<std::chrono::milliseconds> pause_before_retry(
    const Expected<http::Response>& answer, std::size_t failures,
    const std::vector<std::chrono::milliseconds>& pauses) {
  constexpr std::size_t k_refusals_doubted = 2;
  if (failures >= pauses.size()) return std::nullopt;
  const bool helps = answer ? answer->status >= 500 || answer->status == 408 ||
                                  ((answer->status == 401 || answer->status == 403) &&
                                   failures < k_refusals_doubted)
                            : answer.error().kind == ErrorKind::unreachable;
  if (!helps) return std::nullopt;
  return pauses[failures];
}

Expected<std::vector<std::string>> ids_named(const json& list, const std::string& key,
                                             std::string_view name) {
  if (!list.is_array()) {
    return Error{ErrorKind::misunderstood, "1Password Connect: the answer is no list"};
  }
  // Of these, "there is none of this name" would send somebody to look for it.
  if (!std::all_of(list.begin(), list.end(), [](const json& entry) { return entry.is_object(); })) {
    return Error{ErrorKind::misunderstood,
                 "1Password Connect: the answer lists what is no vault and no item"};
  }
  std::vector<std::string> ids;
  for (const json& entry : list) {
    if (!same_name(text_of(entry, key), name) || !text_of(entry, "state").empty()) continue;
    if (auto id = text_of(entry, "id"); !id.empty()) ids.push_back(std::move(id));
  }
  return ids;
}

bool may_be_id(std::string_view name) {
  constexpr std::size_t k_id_length = 26;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return name.size() == k_id_length && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace latchkey::secrets
