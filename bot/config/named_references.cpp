#include "bot/config/named_references.hpp"

#include "bot/config/secret_reference.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

/// The one secret that a service's accounts are asked with.
struct AccountsSecret {
  std::string operator()(const PostgresAccountsConfig& accounts) const { return accounts.dsn; }
  std::string operator()(const RestAccountsConfig& accounts) const {
    return accounts.authorization;
  }
  std::string operator()(const GitlabAccountsConfig& accounts) const { return accounts.token; }
};

/// Others than references are the sandbox's tokens, connection strings and plain URLs.
std::vector<std::string> references_among(const std::vector<std::string>& settings) {
  std::vector<std::string> references;
  for (const std::string& text : settings) {
    const bool known = std::find(references.begin(), references.end(), text) != references.end();
    if (is_secret_reference(text) && !known) references.push_back(text);
  }
  return references;
}

std::vector<std::string> settings_without_slack(const Config& config) {
  std::vector<std::string> settings;
  for (const ServiceConfig& service : config.services) {
    settings.push_back(std::visit(AccountsSecret{}, service.accounts));
  }
  settings.push_back(config.mailgun.api_key);
  if (config.onepassword) settings.push_back(config.onepassword->token);
  if (config.oncall && config.oncall->pagerduty) {
    settings.push_back(config.oncall->pagerduty->token);
  }
  settings.push_back(config.store.url);
  settings.push_back(config.audit.key);
  return settings;
}

}  // namespace

std::vector<std::string> named_references(const Config& config) {
  std::vector<std::string> settings;
  if (config.slack) settings = {config.slack->app_token, config.slack->bot_token};
  for (std::string& other : settings_without_slack(config)) settings.push_back(std::move(other));
  return references_among(settings);
}

std::vector<std::string> references_without_slack(const Config& config) {
  return references_among(settings_without_slack(config));
}

std::vector<std::string> references_of_store(const Config& config) {
  return references_among({config.store.url, config.audit.key});
}

}  // namespace latchkey
