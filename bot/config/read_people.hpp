#pragma once

#include "bot/config/table_reader.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// Slack's ids: one letter that tells the kind, here one of `first_letters`, then capitals and
/// digits.
bool is_slack_id(std::string_view text, std::string_view first_letters);

/// "U0LENA"; the members of some organisations have a W.
bool is_user_id(std::string_view text);

/// "@support-team": a user group's handle.
bool is_group_handle(std::string_view text);

/// Reads a list of group handles and user ids. What is neither is an error and left out.
std::vector<std::string> read_people(TableReader& in, const std::string& key);

}  // namespace latchkey
