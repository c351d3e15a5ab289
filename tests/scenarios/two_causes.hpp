#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// A customer with two things that keep them from signing in, as the sandbox's scenario tells it.
struct TwoCauses {
  std::string name;
  std::string email;
  /// What the conclusion must be, and what it must name second.
  std::string first, second;
  /// Rows for the scenario's "customers", "mails" and "suppressions".
  nlohmann::json customers = nlohmann::json::array();
  nlohmann::json mails = nlohmann::json::array();
  nlohmann::json suppressions = nlohmann::json::array();

  friend void PrintTo(const TwoCauses& two, std::ostream* out) { *out << two.name; }
};

/// One for each pair that can occur together, the more important first (the contract's order).
std::vector<TwoCauses> all_pairs_of_causes();

}  // namespace latchkey::scenarios
