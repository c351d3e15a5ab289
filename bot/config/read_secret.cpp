#include "bot/config/read_secret.hpp"

#include "adapters/secrets/op_reference.hpp"
#include "bot/config/secret_reference.hpp"

namespace latchkey {
namespace {

constexpr const char* k_reference =
    "a reference (env:NAME, file:PATH, credential:NAME or op://vault/item/field)";

}  // namespace

void report_slip(TableReader& in, const std::string& key, const std::string& value) {
  const auto op = secrets::parse_op_reference(value);
  if (secrets::is_op_reference(value) && !op) {
    in.error(key, op.error().what + ", got \"" + value + "\"");
  } else {
    in.expected(key, k_reference);
  }
}

std::string read_secret(TableReader& in, const std::string& key, bool system_is_loopback) {
  const auto value = in.text(key);
  if (!value || is_secret_reference(*value)) return value.value_or("");
  if (system_is_loopback && is_sandbox_token(*value)) return *value;
  if (looks_like_reference(*value)) {
    report_slip(in, key, *value);
  } else {
    in.error(key, std::string{"expected "} + k_reference + ", not a token itself");
  }
  return {};
}

std::string read_required_secret(TableReader& in, const std::string& key, bool system_is_loopback) {
  if (!in.has(key)) in.error(key, std::string{"missing: expected "} + k_reference);
  return read_secret(in, key, system_is_loopback);
}

}  // namespace latchkey
