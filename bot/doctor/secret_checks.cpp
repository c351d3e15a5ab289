#include "bot/doctor/secret_checks.hpp"

#include "bot/config/secret_reference.hpp"
#include "bot/doctor/wording.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

namespace latchkey::doctor {
namespace {

/// The one secret that a service's accounts are asked with.
struct AccountsSecret {
  std::string operator()(const PostgresAccountsConfig& accounts) const { return accounts.dsn; }
  std::string operator()(const RestAccountsConfig& accounts) const {
    return accounts.authorization;
  }
  std::string operator()(const GitlabAccountsConfig& accounts) const { return accounts.token; }
};

/// The shipped unit hands over the files of a directory, each under "secret_" and its own name.
std::string step_for_credential(const std::string& name, const Error& error) {
  constexpr std::string_view k_prefix = "secret_";
  if (!name.starts_with(k_prefix)) {
    return "Let the unit hand it over: LoadCredential=" + name +
           ":PATH with a file that root alone can read. The unit as it came hands over what is "
           "named credential:secret_NAME, from /etc/latchkey/secrets/NAME.";
  }
  const std::string path = "/etc/latchkey/secrets/" + name.substr(k_prefix.size());
  const std::string by_hand =
      "systemd-run --pipe --uid=latchkey -p LoadCredential=secret:/etc/latchkey/secrets latchkey …";
  if (error.kind == ErrorKind::refused) {
    return "Keep the secret in " + path +
           ", readable for root alone, and let systemd make the copy: by the unit, or by " +
           by_hand + ".";
  }
  return "Write the secret to " + path +
         ", readable for root alone. The service has it from its next start on, a command beside "
         "it "
         "by " +
         by_hand + ".";
}

std::string step_for_reference(std::string_view reference, const Error& error) {
  if (reference.starts_with("env:")) {
    return "Set " + std::string{reference.substr(4)} +
           " for the program, under systemd with Environment= or EnvironmentFile=.";
  }
  if (reference.starts_with("op://")) {
    return "Check [onepassword], and that its token may read this vault.";
  }
  if (reference.starts_with("credential:")) {
    return step_for_credential(
        std::string{reference.substr(std::string_view{"credential:"}.size())}, error);
  }
  const std::string path{reference.substr(std::string_view{"file:"}.size())};
  if (error.kind == ErrorKind::refused) {
    return "Let the user that latchkey runs as, and nobody else, read it: chown, chmod 600 " +
           path + ".";
  }
  return "Write the secret to " + path + ", readable for the user that latchkey runs as alone.";
}

}  // namespace

std::vector<std::string> named_references(const Config& config) {
  std::vector<std::string> references;
  const auto add = [&](const std::string& text) {
    const bool known = std::find(references.begin(), references.end(), text) != references.end();
    // Others are the sandbox's tokens, connection strings and plain URLs.
    if (is_secret_reference(text) && !known) references.push_back(text);
  };
  if (config.slack) {
    add(config.slack->app_token);
    add(config.slack->bot_token);
  }
  for (const ServiceConfig& service : config.services) {
    add(std::visit(AccountsSecret{}, service.accounts));
  }
  add(config.mailgun.api_key);
  if (config.onepassword) add(config.onepassword->token);
  if (config.oncall && config.oncall->pagerduty) add(config.oncall->pagerduty->token);
  add(config.store.url);
  add(config.audit.key);
  return references;
}

Check judge_secret(const std::string& reference, const Expected<Secret>& secret) {
  constexpr const char* k_secrets = "Secrets";
  if (secret) return {k_secrets, reference, Status::ok, "found"};
  return {k_secrets, reference, Status::fail, detail_of(reference, secret.error()),
          step_for_reference(reference, secret.error())};
}

}  // namespace latchkey::doctor
