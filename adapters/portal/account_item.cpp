#include "adapters/portal/account_item.hpp"

#include "adapters/portal/full_name.hpp"
#include "core/diagnosis/account_fields.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace latchkey::portal {
namespace {

using nlohmann::json;

std::optional<TimePoint> as_time(const json& value) {
  if (!value.is_string()) return std::nullopt;
  return parse_time(value.get_ref<const std::string&>());
}

std::optional<std::string> as_text(const json& value) {
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

std::optional<long long> as_count(const json& value) {
  if (!value.is_number_integer()) return std::nullopt;
  return value.get<long long>();
}

std::optional<bool> as_flag(const json& value) {
  if (!value.is_boolean()) return std::nullopt;
  return value.get<bool>();
}

/// Reads the fields of one item, each in one of Field's three states.
class Reader {
 public:
  Reader(const json& item, const ItemFields& fields, const std::set<std::string>& known)
      : item_(item), fields_(fields), known_(known) {}

  template <class T>
  Field<T> read(const char* name, std::optional<T> (*convert)(const json&)) const {
    if (!known_.contains(name)) return {};
    const auto* value = fields_.value(item_, name);
    if (!value) return Field<T>::unreadable();
    if (value->is_null()) return Field<T>::empty();
    auto converted = convert(*value);
    return converted ? Field<T>{std::move(converted)} : Field<T>::unreadable();
  }

  /// `name`, or first and last name together where there is no such field.
  [[nodiscard]] Field<std::string> name() const {
    if (known_.contains("name")) return read("name", as_text);
    return full_name(read("first_name", as_text), read("last_name", as_text));
  }

 private:
  const json& item_;
  const ItemFields& fields_;
  const std::set<std::string>& known_;
};

/// Everything but id and email, which have no three states.
void read_fields(const Reader& reader, Account& account) {
  account.name = reader.name();
  account.created_at = reader.read("created_at", as_time);
  account.confirmed_at = reader.read("confirmed_at", as_time);
  account.confirmation_sent_at = reader.read("confirmation_sent_at", as_time);
  account.unconfirmed_email = reader.read("unconfirmed_email", as_text);
  account.reset_password_sent_at = reader.read("reset_password_sent_at", as_time);
  account.current_sign_in_at = reader.read("current_sign_in_at", as_time);
  account.last_sign_in_at = reader.read("last_sign_in_at", as_time);
  account.sign_in_count = reader.read("sign_in_count", as_count);
  account.failed_attempts = reader.read("failed_attempts", as_count);
  account.locked_at = reader.read("locked_at", as_time);
  account.state = reader.read("state", as_text);
  account.login_activated = reader.read("login_activated", as_flag);
  account.provider = reader.read("provider", as_text);
  account.subscription = reader.read("subscription", as_text);
  account.has_password = reader.read("has_password", as_flag);
}

}  // namespace

ItemFields::ItemFields(const std::map<std::string, std::string>& pointers) {
  for (const auto& [field, pointer] : pointers) {
    try {
      named_.emplace(field, json::json_pointer{pointer});
    } catch (const json::exception&) {
      throw std::invalid_argument("field " + field + ": not a JSON pointer: " + pointer);
    }
  }
}

const json* ItemFields::value(const json& item, const std::string& field) const {
  const auto named = named_.find(field);
  const auto pointer = named == named_.end() ? json::json_pointer{"/" + field} : named->second;
  return item.contains(pointer) ? &item.at(pointer) : nullptr;
}

std::set<std::string> known_fields(const std::vector<json>& items, const ItemFields& fields) {
  std::set<std::string> known;
  for (const std::string_view name : k_account_fields) {
    const std::string field{name};
    const auto holds = [&](const json& item) { return fields.value(item, field) != nullptr; };
    if (fields.is_named(field) || std::any_of(items.begin(), items.end(), holds)) {
      known.insert(field);
    }
  }
  return known;
}

Expected<Account> account_item(const std::string& service, const json& item,
                               const ItemFields& fields, const std::set<std::string>& known) {
  const auto misunderstood = [&](const char* why) {
    return Error{ErrorKind::misunderstood, service + ": the answer holds " + why};
  };
  if (!item.is_object()) return misunderstood("something else than accounts");
  const auto* email = fields.value(item, "email");
  if (!email || !email->is_string()) return misunderstood("an account whose email is no text");
  Account account;
  account.email = email->get<std::string>();
  if (const auto* id = fields.value(item, "id")) {
    if (!id->is_string() && !id->is_number_integer()) {
      return misunderstood("an account whose id is neither text nor number");
    }
    account.id = id->is_string() ? id->get<std::string>() : id->dump();
  }
  read_fields(Reader{item, fields, known}, account);
  return account;
}

Account account_shape(const std::set<std::string>& known) {
  // An item that holds an empty value in each field there is.
  json item = json::object();
  for (const auto& field : known) item[field] = nullptr;
  const ItemFields none_named{std::map<std::string, std::string>{}};
  Account shape;
  read_fields(Reader{item, none_named, known}, shape);
  return shape;
}

}  // namespace latchkey::portal
