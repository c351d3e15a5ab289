#pragma once

#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

#include <string>

namespace latchkey::doctor {

/// Is there a form at `url` that Latchkey could fill in? `which` is "confirmation", "password" or
/// "sign_in_link", its key in the configuration.
Check judge_form(const std::string& service, const std::string& which, const std::string& url,
                 const Expected<void>& form);

}  // namespace latchkey::doctor
