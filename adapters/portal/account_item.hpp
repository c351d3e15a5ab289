#pragma once

#include "core/base/expected.hpp"
#include "core/diagnosis/account.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace latchkey::portal {

/// Where each contract field stands inside an item of the operator's web API.
class ItemFields {
 public:
  /// Contract field name to JSON pointer (RFC 6901). Throws `std::invalid_argument` where one is
  /// no pointer: the program cannot start with that.
  explicit ItemFields(const std::map<std::string, std::string>& pointers);

  /// The field's value, or nullptr where the item has none.
  [[nodiscard]] const nlohmann::json* value(const nlohmann::json& item,
                                            const std::string& field) const;
  /// Does the configuration name it?
  [[nodiscard]] bool is_named(const std::string& field) const { return named_.contains(field); }

 private:
  std::map<std::string, nlohmann::json::json_pointer> named_;
};

/// The contract fields that the service has: those that the configuration names, and those that at
/// least one item holds under its own name.
std::set<std::string> known_fields(const std::vector<nlohmann::json>& items,
                                   const ItemFields& fields);

/// Reads one item. A field that the service has and that is missing here or of another type is
/// unreadable; a field that it does not have does not exist. `misunderstood`, with a sentence that
/// begins with `service`, where the item is no object, its email no text or its id neither text
/// nor number: whose row it is could then not be told.
Expected<Account> account_item(const std::string& service, const nlohmann::json& item,
                               const ItemFields& fields, const std::set<std::string>& known);

/// A row without values.
Account account_shape(const std::set<std::string>& known);

}  // namespace latchkey::portal
