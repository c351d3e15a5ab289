#pragma once

#include "bot/config/config.hpp"
#include "bot/sessions/callees.hpp"
#include "core/escalation/escalation.hpp"

namespace latchkey {

/// Whom each level calls: of a user group its members at once, of a fixed list one person after the
/// other, of PagerDuty whoever it says; then `levels`.
Callees::Options to_callees(const OnCallConfig& config);

EscalationRules to_escalation_rules(const OnCallConfig& config);

}  // namespace latchkey
