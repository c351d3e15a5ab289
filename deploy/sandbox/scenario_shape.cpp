#include "deploy/sandbox/scenario_shape.hpp"

#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/timestamps.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

bool is_time(const Json& value) {
  return value.is_string() &&
         parse_relative_time(value.get_ref<const std::string&>(), TimePoint{}).has_value();
}

bool fits(const Json& value, ValueKind kind) {
  switch (kind) {
    case ValueKind::text: return value.is_string();
    case ValueKind::flag: return value.is_boolean();
    case ValueKind::number: return value.is_number_integer();
    case ValueKind::time: return is_time(value);
    case ValueKind::time_or_null: return value.is_null() || is_time(value);
    case ValueKind::text_or_null: return value.is_null() || value.is_string();
    case ValueKind::texts:
      return value.is_array() && std::all_of(value.begin(), value.end(),
                                             [](const Json& item) { return item.is_string(); });
    case ValueKind::list: return value.is_array();
    case ValueKind::object: return value.is_object();
  }
  return false;
}

const char* expectation(ValueKind kind) {
  switch (kind) {
    case ValueKind::text: return "a text";
    case ValueKind::flag: return "true or false";
    case ValueKind::number: return "a whole number";
    case ValueKind::time: return R"(a time relative to the start, such as "-2d" or "-9m")";
    case ValueKind::time_or_null: return "a time relative to the start, or null";
    case ValueKind::text_or_null: return "a text, or null";
    case ValueKind::texts: return "a list of texts";
    case ValueKind::list: return "a list";
    case ValueKind::object: return "an object";
  }
  return "";
}

std::string joined(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

}  // namespace

void require_shape(const Json& value, const std::string& path,
                   std::initializer_list<ShapeKey> shape) {
  if (!value.is_object()) {
    throw ScenarioError((path.empty() ? "the scenario" : path) + ": expected an object");
  }
  for (const auto& [name, item] : value.items()) {
    const auto key =
        std::find_if(shape.begin(), shape.end(),
                     [&, &wanted = name](const ShapeKey& k) { return wanted == k.name; });
    if (key == shape.end()) throw ScenarioError(joined(path, name) + ": unknown key");
    if (!fits(item, key->kind)) {
      throw ScenarioError(joined(path, name) + ": expected " + expectation(key->kind));
    }
  }
  for (const ShapeKey& key : shape) {
    if (key.required && !value.contains(key.name)) {
      throw ScenarioError(joined(path, key.name) + ": missing; expected " + expectation(key.kind));
    }
  }
}

}  // namespace latchkey::sandbox
