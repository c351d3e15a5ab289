#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

/// How far an incident in an on-call system is. The names are kept.
enum class IncidentStatus {
  none,    ///< there is none, nor shall there be
  wanted,  ///< it is to be opened
  triggered,
  acknowledged,
  resolved,
  lost  ///< it could not be opened, or that system knows nothing of it any more
};

std::string_view to_string(IncidentStatus status);
std::optional<IncidentStatus> parse_incident_status(std::string_view name);

/// The incident that belongs to an escalation.
struct Incident {
  IncidentStatus status = IncidentStatus::none;
  /// That system's id and page; empty until it is open there.
  std::string id = {};
  std::string link = {};
  /// Why it is lost, or not there yet.
  std::string trouble = {};

  /// It is open there and nobody has taken it: that system calls the next one, so we do not.
  [[nodiscard]] bool leads() const { return status == IncidentStatus::triggered; }
};

}  // namespace latchkey
