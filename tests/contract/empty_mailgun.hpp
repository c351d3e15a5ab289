#pragma once

#include "tests/doubles/loopback_server.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace latchkey::contract {

/// What Mailgun's older API (`/v3/`) answers about an address that it knows nothing of: no events,
/// and on none of its lists. Nothing for a request to anything else.
inline std::optional<doubles::Reaction> empty_mailgun(const doubles::ReceivedRequest& request) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> k_lists = {
      {{"/bounces/", "Address not found in bounces table"},
       {"/complaints/", "No spam complaints found for this address"},
       {"/unsubscribes/", "Address not found in unsubscribers table"},
       {"/whitelists/", "Address/Domain not found in allowlist table"}}};
  if (!request.target.starts_with("/v3/")) return std::nullopt;
  for (const auto& [list, words] : k_lists) {
    if (request.target.find(list) == std::string::npos) continue;
    return doubles::json(404, R"({"message":")" + std::string{words} + "\"}");
  }
  return doubles::json(200, R"({"items":[],"paging":{}})");
}

}  // namespace latchkey::contract
