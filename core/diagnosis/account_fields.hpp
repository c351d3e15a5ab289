#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {

/// The account fields of the contract, whatever their source: what an operator may map to columns
/// of a table or to places in a JSON answer. `first_name` and `last_name` stand in for `name`.
inline constexpr std::array<std::string_view, 20> k_account_fields = {"id",
                                                                      "email",
                                                                      "name",
                                                                      "first_name",
                                                                      "last_name",
                                                                      "created_at",
                                                                      "confirmed_at",
                                                                      "confirmation_sent_at",
                                                                      "unconfirmed_email",
                                                                      "reset_password_sent_at",
                                                                      "current_sign_in_at",
                                                                      "last_sign_in_at",
                                                                      "sign_in_count",
                                                                      "failed_attempts",
                                                                      "locked_at",
                                                                      "state",
                                                                      "login_activated",
                                                                      "provider",
                                                                      "subscription",
                                                                      "has_password"};

constexpr bool is_account_field(std::string_view name) {
  return std::find(k_account_fields.begin(), k_account_fields.end(), name) !=
         k_account_fields.end();
}

}  // namespace latchkey
