#pragma once

#include "adapters/oncall/pagerduty_oncalls.hpp"
#include "bot/config/config.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

#include <string>
#include <vector>

namespace latchkey::doctor {

/// The group whose members are on call. Missing: fail; nobody in it: warn.
Check judge_oncall_group(const std::string& handle,
                         const Expected<std::vector<std::string>>& members);

/// Is somebody on call now? Nobody: warn.
Check judge_pagerduty(const PagerDutyConfig& config,
                      const Expected<std::vector<OnCallPerson>>& people);

}  // namespace latchkey::doctor
