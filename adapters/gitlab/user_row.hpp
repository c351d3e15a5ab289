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

/// The confirmed addresses of GET /users/:id/emails, which lists secondary ones only. One without
/// `confirmed_at` (old versions) is not known to be confirmed and left out. Nothing at all where
/// the list is not of the documented form.
std::optional<std::vector<std::string>> confirmed_emails(const nlohmann::json& emails);

}  // namespace latchkey::gitlab
