#include "adapters/gitlab/user_row.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace latchkey::gitlab {
namespace {

using nlohmann::json;

Field<TimePoint> time_field(const json& row, const char* name) {
  const auto found = row.find(name);
  if (found == row.end()) return Field<TimePoint>::unreadable();
  if (found->is_null()) return Field<TimePoint>::empty();
  if (!found->is_string()) return Field<TimePoint>::unreadable();
  const auto at = parse_time(found->get_ref<const std::string&>());
  return at ? Field<TimePoint>{*at} : Field<TimePoint>::unreadable();
}

Field<std::string> text_field(const json& row, const char* name) {
  const auto found = row.find(name);
  if (found == row.end()) return Field<std::string>::unreadable();
  if (found->is_null()) return Field<std::string>::empty();
  if (!found->is_string()) return Field<std::string>::unreadable();
  return found->get<std::string>();
}

/// Only some editions count sign-ins, so a missing count is "does not exist".
Field<long long> sign_in_count(const json& row) {
  const auto found = row.find("sign_in_count");
  if (found == row.end()) return {};
  if (found->is_null()) return Field<long long>::empty();
  if (!found->is_number_integer()) return Field<long long>::unreadable();
  return found->get<long long>();
}

bool is_true(const json& row, const char* name) {
  const auto found = row.find(name);
  return found != row.end() && found->is_boolean() && found->get<bool>();
}

/// GitLab 9 and older say `blocked` instead of `state`; its "false" does not say "active".
Field<std::string> state(const json& row) {
  auto word = text_field(row, "state");
  if (!word.was_read() && is_true(row, "blocked")) return std::string{"blocked"};
  if (word.value() == "active" && is_true(row, "locked")) return std::string{"locked"};
  return word;
}

/// The identity providers' names, in GitLab's order.
Field<std::string> provider(const json& row) {
  const auto identities = row.find("identities");
  if (identities == row.end() || !identities->is_array()) return Field<std::string>::unreadable();
  std::string names;
  for (const auto& identity : *identities) {
    if (!identity.is_object()) return Field<std::string>::unreadable();
    const auto name = text_field(identity, "provider");
    if (!name.value()) return Field<std::string>::unreadable();
    names += (names.empty() ? "" : ", ") + *name.value();
  }
  return names.empty() ? Field<std::string>::empty() : Field<std::string>{names};
}

std::string web_page(const json& row) {
  const auto url = text_field(row, "web_url").value().value_or("");
  return url.starts_with("https://") || url.starts_with("http://") ? url : "";
}

}  // namespace

Account user_row(const json& row) {
  Account account;
  if (const auto id = row.find("id"); id != row.end() && id->is_number_integer()) {
    account.id = std::to_string(id->get<long long>());
  }
  account.email = text_field(row, "email").value().value_or("");
  account.name = text_field(row, "name");
  account.created_at = time_field(row, "created_at");
  account.confirmed_at = time_field(row, "confirmed_at");
  account.current_sign_in_at = time_field(row, "current_sign_in_at");
  account.last_sign_in_at = time_field(row, "last_sign_in_at");
  account.sign_in_count = sign_in_count(row);
  account.state = state(row);
  account.provider = provider(row);
  account.page = web_page(row);
  return account;
}

Account user_shape() {
  Account shape;
  shape.name = Field<std::string>::empty();
  shape.created_at = Field<TimePoint>::empty();
  shape.confirmed_at = Field<TimePoint>::empty();
  shape.current_sign_in_at = Field<TimePoint>::empty();
  shape.last_sign_in_at = Field<TimePoint>::empty();
  shape.state = Field<std::string>::empty();
  shape.provider = Field<std::string>::empty();
  return shape;
}

std::optional<SecondaryEmails> secondary_emails(const json& emails) {
  if (!emails.is_array()) return std::nullopt;
  SecondaryEmails found;
  for (const auto& item : emails) {
    if (!item.is_object()) return std::nullopt;
    const auto email = text_field(item, "email");
    const auto at = time_field(item, "confirmed_at");
    const bool told = item.contains("confirmed_at");
    if (!email.value() || (told && !at.was_read())) return std::nullopt;
    if (at.value()) found.confirmed.push_back(*email.value());
    if (!told) found.perhaps_confirmed.push_back(*email.value());
  }
  return found;
}

}  // namespace latchkey::gitlab
