#pragma once

#include "core/diagnosis/account.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace latchkey::gitlab {

/// One row of GET /users as an account. Fields that GitLab gives an administrator and that are
/// missing here (an old version) or of another type are unreadable, never empty; what GitLab does
/// not have at all (`unconfirmed_email`, `locked_at`, `subscription` ...) stays "does not exist".
/// `state` is GitLab's own word, or "locked" where an active user's `locked` is true. Admin notes
/// and IP addresses are not read. The caller has made sure that `row` is an object.
/// https://docs.gitlab.com/api/users/#as-an-administrator
Account user_row(const nlohmann::json& row);

/// A row without values: what GitLab has.
Account user_shape();

/// A user's secondary addresses, as far as they sign in.
struct SecondaryEmails {
  std::vector<std::string> confirmed = {};
  /// An old version does not say whether they were confirmed.
  std::vector<std::string> perhaps_confirmed = {};
};

/// Those of GET /users/:id/emails, which lists secondary ones only, without the unconfirmed ones.
/// Nothing at all where the list is not of the documented form.
std::optional<SecondaryEmails> secondary_emails(const nlohmann::json& emails);

}  // namespace latchkey::gitlab
