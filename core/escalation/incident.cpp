#include "core/escalation/incident.hpp"

namespace latchkey {

std::string_view to_string(IncidentStatus status) {
  switch (status) {
    case IncidentStatus::none: return "none";
    case IncidentStatus::wanted: return "wanted";
    case IncidentStatus::triggered: return "triggered";
    case IncidentStatus::acknowledged: return "acknowledged";
    case IncidentStatus::resolved: return "resolved";
    case IncidentStatus::lost: return "lost";
  }
  return "";
}

std::optional<IncidentStatus> parse_incident_status(std::string_view name) {
  for (const auto status :
       {IncidentStatus::none, IncidentStatus::wanted, IncidentStatus::triggered,
        IncidentStatus::acknowledged, IncidentStatus::resolved, IncidentStatus::lost}) {
    if (to_string(status) == name) return status;
  }
  return std::nullopt;
}

}  // namespace latchkey
