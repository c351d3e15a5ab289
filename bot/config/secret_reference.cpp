#include "bot/config/secret_reference.hpp"

#include "adapters/secrets/local_secret.hpp"
#include "adapters/secrets/op_reference.hpp"

#include <algorithm>
#include <array>

namespace latchkey {
namespace {

constexpr std::string_view k_env = "env:";
constexpr std::string_view k_file = "file:";

bool is_variable_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

bool is_secret_reference(std::string_view text) {
  if (text.starts_with(k_env)) return is_variable_name(text.substr(k_env.size()));
  if (text.starts_with(k_file)) return text.size() > k_file.size();
  return secrets::is_credential_reference(text) || secrets::parse_op_reference(text).has_value();
}

bool looks_like_reference(std::string_view text) {
  return secrets::is_local_reference(text) || text.starts_with("op:");
}

bool is_sandbox_token(std::string_view text) {
  constexpr std::array<std::string_view, 5> k_known = {
      "xapp-sandbox", "xoxb-sandbox", "sandbox-key", "sandbox-admin", "Bearer sandbox-admin"};
  return std::any_of(k_known.begin(), k_known.end(),
                     [&](std::string_view known) { return text.starts_with(known); });
}

}  // namespace latchkey
