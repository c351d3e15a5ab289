#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// How the simulated systems are to misbehave: mailgun, gitlab, portal and slack.
class Faults {
 public:
  /// The scenario's stand from the start.
  explicit Faults(const Scenario& scenario) : faults_(scenario.faults) {}

  static bool is_system(const std::string& name);
  /// Takes the place of an earlier one for the same system and address.
  void set(Fault fault);
  /// Uses up one count of the fault that this request to `system` meets; none where the system is
  /// to behave. A fault for an address is met by requests that name it in path, query or body, and
  /// before one for the whole system.
  std::optional<Fault> take(const std::string& system, const HttpRequest& request);

 private:
  std::vector<Fault> faults_;
};

}  // namespace latchkey::sandbox
