#pragma once
#include "deploy/sandbox/slack_state.hpp"

#include <string>

namespace latchkey::sandbox {

/// What the page shows when it opens, as `user` sees it; null for an unknown user.
Json page_state(SlackState& slack, const std::string& user);

}  // namespace latchkey::sandbox
