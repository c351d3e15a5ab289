#include "adapters/portal/account_names.hpp"

#include "adapters/portal/postgres_columns.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace latchkey::portal {
namespace {

/// Needs no escaping between quotes, and is not cut by PostgreSQL.
bool is_plain_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= 63 && std::all_of(name.begin(), name.end(), allowed);
}

std::string not_plain(const std::string& expected, const std::string& got) {
  return "expected " + expected +
         " of letters, digits and underscores, at most 63 of them, got \"" + got + "\"";
}

}  // namespace

std::optional<std::string> why_no_table(const std::string& table) {
  const std::string_view text{table};
  const auto dot = text.find('.');
  const bool has_schema = dot != std::string_view::npos;
  const auto name = has_schema ? text.substr(dot + 1) : text;
  if (is_plain_name(name) && (!has_schema || is_plain_name(text.substr(0, dot)))) {
    return std::nullopt;
  }
  return not_plain("a table's name, or a schema's, a dot and a table's, each", table);
}

std::optional<std::string> why_no_column(const std::string& column) {
  if (!is_plain_name(column)) return not_plain("a column's name", column);
  if (holds_a_secret(column)) return "\"" + column + "\" would show a secret";
  return std::nullopt;
}

bool is_json_pointer(const std::string& text) {
  try {
    const nlohmann::json::json_pointer pointer{text};
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

}  // namespace latchkey::portal
