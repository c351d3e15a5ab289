#pragma once

#include "adapters/gitlab/gitlab.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace latchkey::gitlab {

/// Reads the answer of GET /user. Nothing where it is no user. `is_admin` is given to
/// administrators only, so that without it (or with anything but `true`) nobody is taken for one.
std::optional<TokenOwner> token_owner(const nlohmann::json& user);

}  // namespace latchkey::gitlab
