#include "bot/config/read_service.hpp"

#include "bot/config/read_accounts.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {
namespace {

/// What Devise itself writes (its config/locales/en.yml), with any ending that an application
/// appends.
const std::vector<std::string> k_devise_reset = {"Reset password instructions*"};
const std::vector<std::string> k_devise_confirmation = {"Confirmation instructions*"};

MailKinds read_mail_kinds(TableReader& service) {
  MailKinds kinds{.reset = k_devise_reset, .confirmation = k_devise_confirmation};
  const toml::table* table = service.table("mail_kinds");
  if (!table) return kinds;
  TableReader in{*table, service.name_of("mail_kinds"), service.problems()};
  kinds.reset = in.texts("reset").value_or(kinds.reset);
  kinds.confirmation = in.texts("confirmation").value_or(kinds.confirmation);
  kinds.sign_in_link = in.texts("sign_in_link").value_or(kinds.sign_in_link);
  in.finish();
  return kinds;
}

/// A path below the service's URL; the form adapter puts both together.
std::string read_path(TableReader& in, const std::string& key) {
  std::string path = in.text(key).value_or("");
  if (!path.empty() && path.front() != '/') in.expected(key, "a path that begins with /");
  return path;
}

std::optional<FormsConfig> read_forms(TableReader& service) {
  const toml::table* table = service.table("forms");
  if (!table) return std::nullopt;
  TableReader in{*table, service.name_of("forms"), service.problems()};
  if (!in.has("kind")) in.error("kind", "missing: expected one of devise");
  in.one_of("kind", {"devise"});
  FormsConfig forms;
  forms.confirmation = read_path(in, "confirmation");
  forms.password = read_path(in, "password");
  forms.sign_in_link = read_path(in, "sign_in_link");
  in.finish();
  return forms;
}

std::string read_mail_domain(TableReader& in) {
  std::string domain = in.required_text("mail_domain", "the domain that its mail leaves from");
  std::transform(domain.begin(), domain.end(), domain.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  if (!domain.empty() && (!std::all_of(domain.begin(), domain.end(), allowed) ||
                          domain.find('.') == std::string::npos)) {
    in.expected("mail_domain", "a domain such as \"mg.example.com\"");
  }
  return domain;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string read_service_url(TableReader& in) {
  if (!in.has("url")) in.error("url", "missing: expected the site's https:// URL");
  return without_slash(in.url("url").value_or(""));
}

/// "never" is nothing; what is left out or wrong stays as it was.
std::optional<std::chrono::seconds> read_lifetime(TableReader& in, const std::string& key,
                                                  std::optional<std::chrono::seconds> usual) {
  const auto lifetime = in.duration_or_never(key);
  return in.has(key) ? lifetime : usual;
}

}  // namespace

ServiceConfig read_service(TableReader in) {
  constexpr std::size_t k_name_at_most = 60;
  ServiceConfig config;
  config.name = in.required_text("name", "what support calls this site");
  // It stands in confirm dialogs, whose text Slack bounds.
  if (config.name.size() > k_name_at_most) in.expected("name", "a name of at most 60 bytes");
  config.url = read_service_url(in);
  config.mail_domain = read_mail_domain(in);
  const auto sign_in = in.one_of("sign_in", {"password", "one_time_link"});
  config.sign_in = sign_in == 1U ? SignIn::one_time_link : SignIn::password;
  config.reset_link_lifetime =
      in.duration("reset_link_lifetime").value_or(config.reset_link_lifetime);
  config.confirmation_link_lifetime =
      read_lifetime(in, "confirmation_link_lifetime", config.confirmation_link_lifetime);
  config.unlock_in = read_lifetime(in, "unlock_in", config.unlock_in);
  config.account_link = in.url("account_link").value_or("");
  config.mail_log_link = in.url("mail_log_link").value_or("");
  config.mail_kinds = read_mail_kinds(in);
  config.mailgun_api_url = without_slash(in.url("mailgun_api_url").value_or(""));
  if (const toml::table* accounts = in.table("accounts")) {
    config.accounts = read_accounts({*accounts, in.name_of("accounts"), in.problems()}, config.url);
  } else if (!in.has("accounts")) {
    in.error("accounts", "missing: expected a table [service.accounts] with its kind");
  }
  config.forms = read_forms(in);
  in.finish();
  return config;
}

}  // namespace latchkey
