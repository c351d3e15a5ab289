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

/// Who opens incidents. `known`: is there such a user? `on_call`: who is on call now, where that
/// was asked: an incident that goes to its own author begins acknowledged, and calls nobody.
Check judge_incident_author(const PagerDutyConfig& config, const Expected<bool>& known,
                            const std::vector<OnCallPerson>& on_call);

/// May the key open incidents? Answered by `oncall::may_write`.
Check judge_incident_key(const PagerDutyConfig& config, const Expected<void>& writes);

}  // namespace latchkey::doctor
