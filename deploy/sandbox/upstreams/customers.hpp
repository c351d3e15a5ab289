#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// The portal's table of customers, and how its two kinds of searches find a row in it.
class Customers {
 public:
  explicit Customers(const Scenario& scenario) : rows_(scenario.customers) {}

  /// As Devise looks for a row to confirm: a pending change first, over all rows, then the address.
  Json* to_confirm(const std::string& email);
  /// As Devise looks for a row to reset: by the address only.
  Json* by_email(const std::string& email);
  [[nodiscard]] const Json* by_id(const std::string& id) const;
  /// As the admin search finds: the address itself, one that differs in separators or a plus tag
  /// only, and rows whose change to it is pending.
  [[nodiscard]] std::vector<Json> similar_to(const std::string& email) const;

 private:
  Json rows_;
};

/// Without blanks around it and in lower case, as Devise compares an address.
std::string stripped_email(std::string email);

}  // namespace latchkey::sandbox
