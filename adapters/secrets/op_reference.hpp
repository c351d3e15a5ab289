#pragma once

#include "core/base/expected.hpp"

#include <string>
#include <string_view>

namespace latchkey::secrets {

/// "op://VAULT/ITEM/[SECTION/]FIELD[?attribute=otp]" taken apart. Each part is a name or an id, and
/// stands for one whatever its capitals.
/// https://developer.1password.com/docs/cli/secret-reference-syntax
struct OpReference {
  std::string vault;
  std::string item;
  /// Empty: the reference names none.
  std::string section = {};
  std::string field;
  /// The field's current one-time code rather than its value.
  bool one_time_code = false;
};

/// Begins with "op://"?
bool is_op_reference(std::string_view text);

/// `invalid` where the text is no such reference, or one that this program has no use for (a key's
/// format, an attribute other than `value` and `otp`). The sentence says what was expected and does
/// not repeat the text. There is no escape in these references: what holds any other character than
/// letters, digits, "-", "_", "." and blanks is named by its id.
Expected<OpReference> parse_op_reference(std::string_view text);

}  // namespace latchkey::secrets
