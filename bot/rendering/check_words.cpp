#include "bot/rendering/check_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::rendering {
namespace {

/// Those whose names say it already are not here.
constexpr auto k_other_words = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"mail_log", "mail logs"},
    {"account_confirmed", "confirmation"},
    {"email_change", "change of address"},
    {"account_blocked", "blocks"},
    {"login_activated", "activation"},
    {"account_locked", "locks"},
    {"sign_in_provider", "own password"},
    {"provider_account", "account at the provider"},
    {"reset_request", "password reset"},
});

}  // namespace

std::string check_words(std::string_view check) {
  const auto* found = std::find_if(k_other_words.begin(), k_other_words.end(),
                                   [&](const auto& entry) { return entry.first == check; });
  std::string words{found == k_other_words.end() ? check : found->second};
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace latchkey::rendering
