#pragma once
#include "deploy/sandbox/json.hpp"

#include <initializer_list>
#include <string>

namespace latchkey::sandbox {

/// What stands under a key of the scenario file.
enum class ValueKind { text, flag, number, time, time_or_null, text_or_null, texts, list, object };

/// One key that an object of the scenario may have.
struct ShapeKey {
  const char* name;
  ValueKind kind;
  bool required = true;
};

/// For `required`, where it reads better than a bare `false`.
inline constexpr bool k_optional = false;

/// Throws ScenarioError, naming `path` and the key, unless `value` is an object with the keys of
/// `shape` only, all required ones among them, each of its kind.
void require_shape(const Json& value, const std::string& path,
                   std::initializer_list<ShapeKey> shape);

}  // namespace latchkey::sandbox
