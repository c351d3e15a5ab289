#include "core/diagnosis/account.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {
namespace {

bool same_address(const std::string& stored, const EmailAddress& address) {
  const auto parsed = EmailAddress::parse(stored);
  return parsed && *parsed == address;
}

}  // namespace

bool has_address(const Account& account, const EmailAddress& address) {
  return same_address(account.email, address) ||
         std::any_of(account.secondary_emails.begin(), account.secondary_emails.end(),
                     [&](const std::string& email) { return same_address(email, address); });
}

bool awaits_address(const Account& account, const EmailAddress& address) {
  const auto& waiting = account.unconfirmed_email.value();
  return waiting && same_address(*waiting, address);
}

std::string state_of(const Account& account) {
  const auto& own_word = account.state.value();
  if (own_word && state_word(account) != "active") return *own_word;
  if (!account.confirmed_at.was_read()) return own_word.value_or("");
  return account.confirmed_at.is_empty() ? "unconfirmed" : "confirmed";
}

std::string state_word(const Account& account) {
  auto word = account.state.value().value_or("");
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return word;
}

bool is_blocked(const Account& account) {
  // GitLab's words (Users API, "state") and the participles that other sites use for the same.
  constexpr std::array<std::string_view, 7> k_words = {
      "banned",    "blocked",     "blocked_pending_approval", "deactivated", "disabled",
      "suspended", "ldap_blocked"};
  return std::find(k_words.begin(), k_words.end(), state_word(account)) != k_words.end();
}

bool is_kept_out(const Account& account) {
  return is_blocked(account) || account.login_activated.value() == false;
}

bool signs_in_through_provider(const Account& account) {
  const auto& provider = account.provider.value();
  return provider && !provider->empty() && !account.has_password.value().value_or(false);
}

std::optional<TimePoint> newest_sign_in(const Account& account) {
  return std::max(account.current_sign_in_at.value(), account.last_sign_in_at.value());
}

}  // namespace latchkey
