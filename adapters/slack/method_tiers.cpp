#include "adapters/slack/method_tiers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::slack {
namespace {

constexpr int k_tier_2 = 20;
constexpr int k_tier_3 = 50;
constexpr int k_tier_4 = 100;

constexpr auto k_tiers = std::to_array<std::pair<std::string_view, int>>({
    {"apps.connections.open", k_tier_3},
    {"auth.test", k_tier_4},          // "special": hundreds a minute
    {"chat.getPermalink", k_tier_4},  // "special", likewise
    {"chat.postEphemeral", k_tier_4},
    {"chat.update", k_tier_3},
    {"conversations.history", k_tier_3},
    {"conversations.info", k_tier_3},
    {"conversations.replies", k_tier_3},
    {"usergroups.list", k_tier_2},
    {"usergroups.users.list", k_tier_2},
    {"users.info", k_tier_4},
    {"users.lookupByEmail", k_tier_3},
    {"views.open", k_tier_4},
    {"views.publish", k_tier_4},
});

}  // namespace

int calls_a_minute(std::string_view method) {
  const auto* const row = std::find_if(k_tiers.begin(), k_tiers.end(),
                                       [&](const auto& tier) { return tier.first == method; });
  return row == k_tiers.end() ? k_tier_2 : row->second;
}

Rate rate_of(std::string_view method, int posts_per_second) {
  if (method == "chat.postMessage") {
    return {.per_second = static_cast<double>(posts_per_second),
            .burst = static_cast<double>(std::max(4, posts_per_second))};
  }
  const double half_a_minute = calls_a_minute(method) * posts_per_second / 2.0;
  return {.per_second = half_a_minute / 60, .burst = half_a_minute};
}

}  // namespace latchkey::slack
