#include "bot/wiring/escalation_options.hpp"

namespace latchkey {

Callees::Options to_callees(const OnCallConfig& config) {
  Callees::Options options;
  switch (config.kind) {
    case OnCallKind::usergroup: options.levels = {config.group}; break;
    case OnCallKind::fixed: options.levels = config.people; break;
    case OnCallKind::pagerduty: options.levels = {""}; break;
  }
  options.levels.insert(options.levels.end(), config.levels.begin(), config.levels.end());
  options.fallback = config.fallback;
  options.users = config.users;
  return options;
}

EscalationRules to_escalation_rules(const OnCallConfig& config) {
  return {.levels = static_cast<int>(to_callees(config).levels.size()),
          .acknowledge_within = config.acknowledge_within,
          .at_most = config.escalate_at_most};
}

}  // namespace latchkey
