#include "adapters/portal/postgres_columns.hpp"

#include "adapters/portal/account_names.hpp"
#include "adapters/portal/full_name.hpp"
#include "core/diagnosis/account_fields.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string_view>

namespace latchkey::portal {
namespace {

std::optional<std::string> as_text(const std::string& text) {
  return text;
}

std::optional<TimePoint> as_time(const std::string& text) {
  return parse_time(text);
}

std::optional<long long> as_count(const std::string& text) {
  long long count = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return count;
}

/// PostgreSQL writes a boolean as "true" or "false" when it is cast to text.
std::optional<bool> as_flag(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

}  // namespace

bool holds_a_secret(std::string_view column) {
  return column.ends_with("_token") || column.ends_with("_digest") || column.ends_with("_secret") ||
         column == "encrypted_password" || column == "password" || column == "password_hash";
}

PostgresColumns::PostgresColumns(const TableColumns& columns,
                                 const std::map<std::string, std::string>& named) {
  for (const std::string_view name : k_account_fields) {
    const std::string field{name};
    const auto configured = named.find(field);
    const std::string column = configured != named.end() ? configured->second : field;
    const auto found = columns.find(column);
    if (found == columns.end() && configured == named.end()) continue;
    std::optional<std::size_t> place;
    if (found != columns.end() && found->second) {
      place = selected_.size();
      selected_.push_back(column);
    }
    places_.emplace(field, place);
  }
}

std::optional<std::string> PostgresColumns::column(const std::string& field) const {
  const auto place = places_.find(field);
  if (place == places_.end() || !place->second) return std::nullopt;
  return selected_[*place->second];
}

template <class T>
Field<T> PostgresColumns::field(const TextRow& row, const std::string& name,
                                std::optional<T> (*read)(const std::string&)) const {
  const auto place = places_.find(name);
  if (place == places_.end()) return {};
  if (!place->second) return Field<T>::unreadable();
  const auto& text = row[*place->second];
  if (!text) return Field<T>::empty();
  auto value = read(*text);
  return value ? Field<T>{std::move(value)} : Field<T>::unreadable();
}

Field<std::string> PostgresColumns::name(const TextRow& row) const {
  if (auto whole = field<std::string>(row, "name", as_text); whole.exists()) return whole;
  return full_name(field<std::string>(row, "first_name", as_text),
                   field<std::string>(row, "last_name", as_text));
}

Account PostgresColumns::account(const TextRow& row) const {
  Account account;
  account.id = field<std::string>(row, "id", as_text).value().value_or("");
  account.email = field<std::string>(row, "email", as_text).value().value_or("");
  account.name = name(row);
  account.created_at = field<TimePoint>(row, "created_at", as_time);
  account.confirmed_at = field<TimePoint>(row, "confirmed_at", as_time);
  account.confirmation_sent_at = field<TimePoint>(row, "confirmation_sent_at", as_time);
  account.unconfirmed_email = field<std::string>(row, "unconfirmed_email", as_text);
  account.reset_password_sent_at = field<TimePoint>(row, "reset_password_sent_at", as_time);
  account.current_sign_in_at = field<TimePoint>(row, "current_sign_in_at", as_time);
  account.last_sign_in_at = field<TimePoint>(row, "last_sign_in_at", as_time);
  account.sign_in_count = field<long long>(row, "sign_in_count", as_count);
  account.failed_attempts = field<long long>(row, "failed_attempts", as_count);
  account.locked_at = field<TimePoint>(row, "locked_at", as_time);
  account.state = field<std::string>(row, "state", as_text);
  account.login_activated = field<bool>(row, "login_activated", as_flag);
  account.provider = field<std::string>(row, "provider", as_text);
  account.subscription = field<std::string>(row, "subscription", as_text);
  account.has_password = field<bool>(row, "has_password", as_flag);
  return account;
}

Account PostgresColumns::shape() const {
  return account(TextRow(selected_.size()));
}

void require_harmless_columns(const std::map<std::string, std::string>& named) {
  for (const auto& [field, column] : named) {
    if (!is_account_field(field)) {
      throw std::invalid_argument("columns: no account has a field " + field);
    }
    if (const auto why = why_no_column(column)) {
      throw std::invalid_argument("columns: " + field + ": " + *why);
    }
  }
}

std::string quoted_table(const std::string& table) {
  if (const auto why = why_no_table(table)) throw std::invalid_argument("table: " + *why);
  std::string quoted = table;
  if (const auto dot = quoted.find('.'); dot != std::string::npos) quoted.replace(dot, 1, R"(".")");
  return '"' + quoted + '"';
}

}  // namespace latchkey::portal
