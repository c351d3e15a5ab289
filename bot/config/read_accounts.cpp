#include "bot/config/read_accounts.hpp"

#include "adapters/portal/account_names.hpp"
#include "bot/config/nearest_word.hpp"
#include "bot/config/read_secret.hpp"
#include "bot/config/secret_reference.hpp"
#include "core/diagnosis/account_fields.hpp"

#include <utility>

namespace latchkey {
namespace {

/// Reads a table of account fields to names in the source, and refuses fields that do not exist.
std::map<std::string, std::string> read_fields(TableReader& in, const std::string& key) {
  auto fields = in.text_map(key).value_or(std::map<std::string, std::string>{});
  for (const auto& [field, name] : fields) {
    if (!is_account_field(field)) {
      const std::string nearest =
          nearest_word(field, {k_account_fields.begin(), k_account_fields.end()});
      in.error(key, "unknown account field " + field +
                        (nearest.empty() ? "" : "; did you mean " + nearest + "?"));
    } else if (name.empty()) {
      in.error(key, "the name for " + field + " is empty");
    }
  }
  return fields;
}

PostgresAccountsConfig read_postgres(TableReader& in) {
  PostgresAccountsConfig config;
  config.dsn = in.required_text("dsn",
                                "a reference (env:NAME, file:PATH, credential:NAME or "
                                "op://vault/item/field) or what libpq takes");
  if (looks_like_reference(config.dsn) && !is_secret_reference(config.dsn)) {
    report_slip(in, "dsn", config.dsn);
  }
  config.table = in.required_text("table", "the name of a table or view");
  if (!config.table.empty()) {
    if (const auto why = portal::why_no_table(config.table)) in.error("table", *why);
  }
  config.columns = read_fields(in, "columns");
  for (const auto& [field, column] : config.columns) {
    if (column.empty()) continue;
    if (const auto why = portal::why_no_column(column)) in.error("columns", field + ": " + *why);
  }
  return config;
}

RestAccountsConfig read_rest(TableReader& in) {
  RestAccountsConfig config;
  if (!in.has("url")) in.error("url", "missing: expected a URL with {email} in it");
  config.url = in.url("url").value_or("");
  if (!config.url.empty() && config.url.find("{email}") == std::string::npos) {
    in.expected("url", "a URL with {email} where the address goes");
  }
  config.authorization = read_secret(in, "authorization", leads_to_loopback(config.url));
  config.list = in.text("list").value_or("");
  if (!portal::is_json_pointer(config.list))
    in.expected("list", "a JSON pointer such as \"/customers\"");
  config.fields = read_fields(in, "fields");
  for (const auto& [field, pointer] : config.fields) {
    if (!portal::is_json_pointer(pointer)) {
      in.error("fields", "expected a JSON pointer such as \"/" + field + "\" for " + field +
                             ", got \"" + pointer + "\"");
    }
  }
  return config;
}

}  // namespace

AccountsConfig read_accounts(TableReader in, const std::string& service_url) {
  AccountsConfig config;
  const auto kind = in.one_of("kind", {"postgres", "rest", "gitlab"});
  if (!in.has("kind")) in.error("kind", "missing: expected one of postgres, rest, gitlab");
  // Which keys belong here, the kind decides; without one, complaints about them would mislead.
  if (!kind) return config;
  switch (*kind) {
    case 0: config = read_postgres(in); break;
    case 1: config = read_rest(in); break;
    default:
      config = GitlabAccountsConfig{
          .token = read_required_secret(in, "token", leads_to_loopback(service_url))};
  }
  in.finish();
  return config;
}

}  // namespace latchkey
