#pragma once

#include "adapters/secrets/op_reference.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::secrets {

/// One field of an item. Only its id or its label need be there.
struct OpField {
  std::string id;
  std::string label;
  /// Of its section; both empty: it is in none.
  std::string section_id = {};
  std::string section_label = {};
  Secret value;
  /// Only of fields that make one-time codes.
  Secret one_time_code;
};

/// An item as 1Password Connect gives it, but for what nobody asks here.
struct OpItem {
  std::vector<OpField> fields;
  /// Names and ids of attached files, which are told from missing fields.
  std::vector<std::string> files;
  /// Grows with each change there.
  std::optional<std::int64_t> version = {};
};

/// Reads the answer to GET /v1/vaults/{vault}/items/{item}. Real items have fields in sections
/// that are not listed, sections without an id, types that are not documented, and no `fields` at
/// all. `misunderstood` where it is no item; `not_found` where it was put away: somebody took it
/// out of use, and what it holds may be revoked. The texts of `answer` are wiped.
Expected<OpItem> op_item(nlohmann::json answer);

/// What the reference means in its item. With a section, the field of that id or else label in it.
/// Without one, the same among the fields that are in no section, or else among all. `not_found`
/// where there is none or it holds nothing, `invalid` where there are several: then the sentence
/// lists them, without their values.
Expected<Secret> find_field(const OpItem& item, const OpReference& reference);

/// Are these one name? References do not mind capitals.
bool same_name(std::string_view a, std::string_view b);

}  // namespace latchkey::secrets
