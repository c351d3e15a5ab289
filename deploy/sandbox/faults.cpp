#include "deploy/sandbox/faults.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

bool names_address(const HttpRequest& request, const std::string& address) {
  const auto contains = [&](const std::string& text) {
    return text.find(address) != std::string::npos;
  };
  return contains(percent_decode(request.path, false)) ||
         contains(percent_decode(request.body, true)) ||
         std::any_of(request.query.begin(), request.query.end(),
                     [&](const auto& parameter) { return contains(parameter.second); });
}

}  // namespace

bool Faults::is_system(const std::string& name) {
  return name == "mailgun" || name == "gitlab" || name == "portal" || name == "slack";
}

void Faults::set(Fault fault) {
  std::erase_if(faults_, [&](const Fault& other) {
    return other.system == fault.system && other.address == fault.address;
  });
  // Those for an address first.
  faults_.insert(fault.address.empty() ? faults_.end() : faults_.begin(), std::move(fault));
}

std::optional<Fault> Faults::take(const std::string& system, const HttpRequest& request) {
  const auto found = std::find_if(faults_.begin(), faults_.end(), [&](const Fault& fault) {
    return fault.system == system && fault.count > 0 &&
           (fault.address.empty() || names_address(request, fault.address));
  });
  if (found == faults_.end() || ++found->asked % found->every != 0) return {};
  --found->count;
  return *found;
}

}  // namespace latchkey::sandbox
