#include "deploy/sandbox/faults.hpp"

namespace latchkey::sandbox {

bool Faults::is_system(const std::string& name) {
  return name == "mailgun" || name == "gitlab" || name == "portal" || name == "slack";
}

std::optional<Fault> Faults::take(const std::string& system) {
  const auto found = faults_.find(system);
  if (found == faults_.end() || found->second.count <= 0) return {};
  Fault& fault = found->second;
  if (++fault.asked % fault.every != 0) return {};
  --fault.count;
  return fault;
}

}  // namespace latchkey::sandbox
