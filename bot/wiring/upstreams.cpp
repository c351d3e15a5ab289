#include "bot/wiring/upstreams.hpp"

#include "adapters/gitlab/gitlab.hpp"
#include "adapters/http/basic_authorization.hpp"
#include "adapters/http/origin.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/oncall/pagerduty.hpp"
#include "adapters/portal/portal.hpp"
#include "bot/config/to_service.hpp"
#include "bot/wiring/leased_client.hpp"
#include "bot/wiring/network_options.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

std::unique_ptr<http::Client> leased(std::unique_ptr<http::Client> client, Lease* lease) {
  if (lease == nullptr) return client;
  return std::make_unique<LeasedClient>(std::move(client), *lease);
}

std::string as_it_is(const Secret& secret) {
  return secret.reveal();
}

/// Mailgun's API key as a header's value.
std::string mailgun_authorization(const Secret& key) {
  return http::basic_authorization("api", key.reveal());
}

std::string pagerduty_authorization(const Secret& key) {
  return "Token token=" + key.reveal();
}

/// One reading of a secret waits for a 1Password Connect that is just starting, with so many tries
/// (`secrets::ConnectServer`); whoever has mended it reloads, and is not told to wait for long.
http::GuardOptions options_of_vaults(std::chrono::milliseconds deadline) {
  auto options = http::options_within(deadline);
  options.breaker.failures_to_open = 6;
  options.breaker.longest_pause = options.breaker.first_pause;
  return options;
}

/// Builds the directory for whichever kind of accounts a service has.
struct DirectoryFor {
  const ServiceConfig& service;
  std::chrono::milliseconds deadline;
  /// To 1Password Connect, where a secret has to be read again.
  http::Client& vaults;
  const Clock& clock;
  /// The client for the service's own web API.
  std::function<http::Client&(const std::string&)> guarded;
  Secrets& secrets;
  Credentials& credentials;
  /// Told of each that may be exchanged.
  std::vector<RenewedDirectory*>& databases;

  std::unique_ptr<AccountDirectory> operator()(const PostgresAccountsConfig& accounts) const {
    const auto build = [name = service.name, accounts, within = deadline](const Secret& dsn) {
      return portal::create_postgres_account_directory({.service = name,
                                                        .dsn = dsn,
                                                        .table = accounts.table,
                                                        .columns = accounts.columns,
                                                        .deadline = within});
    };
    // Half, so that a refusal is told as one, and not as a question that took too long.
    const auto read_again = [dsn = accounts.dsn, within = deadline / 2, from = &secrets,
                             to = &vaults] { return from->read_again(dsn, *to, within); };
    auto directory =
        std::make_unique<RenewedDirectory>(secrets.require(accounts.dsn), build, read_again);
    databases.push_back(directory.get());
    return directory;
  }
  std::unique_ptr<AccountDirectory> operator()(const RestAccountsConfig& accounts) const {
    const auto admin =
        credentials.open(guarded(service.name), accounts.authorization, "Authorization", as_it_is);
    return portal::create_rest_account_directory({.service = service.name,
                                                  .url = accounts.url,
                                                  .authorization = admin.secret,
                                                  .list = accounts.list,
                                                  .fields = accounts.fields,
                                                  .deadline = deadline},
                                                 admin.http);
  }
  std::unique_ptr<AccountDirectory> operator()(const GitlabAccountsConfig& accounts) const {
    const auto admin =
        credentials.open(guarded(service.name), accounts.token, "PRIVATE-TOKEN", as_it_is);
    return gitlab::create_account_directory(
        {.service = service.name, .url = service.url, .token = admin.secret, .deadline = deadline},
        admin.http, clock);
  }
};

/// Where the log of this service's mail is.
const std::string& mailgun_url(const Config& config, const ServiceConfig& service) {
  return service.mailgun_api_url.empty() ? config.mailgun.api_url : service.mailgun_api_url;
}

/// Each of Mailgun's regions that a service's domain lives in, by its URL, behind a guard of its
/// own: what one does not answer says nothing about the other.
std::map<std::string, Credential> open_mailgun(
    const Config& config, Credentials& credentials,
    const std::function<http::Client&(const std::string&)>& guarded) {
  std::set<std::string> regions;
  for (const ServiceConfig& service : config.services) {
    regions.insert(mailgun_url(config, service));
  }
  std::map<std::string, Credential> opened;
  for (const std::string& url : regions) {
    const std::string which = regions.size() > 1 ? " (" + http::host_of(url) + ")" : "";
    opened.emplace(url, credentials.open(guarded("Mailgun" + which), config.mailgun.api_key,
                                         "Authorization", mailgun_authorization));
  }
  return opened;
}

}  // namespace

Upstreams::Upstreams(const boost::asio::any_io_executor& executor, const Config& config,
                     Secrets& secrets, const Clock& clock, Lease* lease, watch::AskedSystems* asked)
    : network_(network_options(config)),
      http_(leased(http::create_client(executor, network_), lease)),
      asked_(asked),
      deadline_(config.run.upstream_deadline),
      vaults_(config.onepassword ? guard("1Password Connect", clock, options_of_vaults(deadline_))
                                 : *http_),
      credentials_(vaults_, secrets) {
  const auto deadline = deadline_;
  const auto guarded = [&](const std::string& system) -> http::Client& {
    return guard(system, clock, http::options_within(deadline));
  };
  const auto regions = open_mailgun(config, credentials_, guarded);
  for (const ServiceConfig& service : config.services) {
    Parts parts;
    parts.service = to_service(service);
    const DirectoryFor directory{service, deadline, vaults_,      clock,
                                 guarded, secrets,  credentials_, databases_};
    parts.accounts = std::visit(directory, service.accounts);
    if (asked_ && std::holds_alternative<PostgresAccountsConfig>(service.accounts)) {
      parts.accounts = asked_->watched(service.name, std::move(parts.accounts));
    }
    const std::string& mail_url = mailgun_url(config, service);
    const Credential& mail_key = regions.at(mail_url);
    const mailgun::Options domain{.api_url = mail_url,
                                  .api_key = mail_key.secret,
                                  .domain = service.mail_domain,
                                  .deadline = deadline};
    parts.mail = mailgun::create_mail_log(domain, mail_key.http);
    parts.suppressions = mailgun::create_suppression_lists(domain, mail_key.http);
    if (service.forms) {
      parts.forms = portal::create_devise_forms({.service = service.name,
                                                 .url = service.url,
                                                 .confirmation = service.forms->confirmation,
                                                 .password = service.forms->password,
                                                 .deadline = deadline,
                                                 .sign_in_link = service.forms->sign_in_link},
                                                guarded(service.name + "'s forms"));
    }
    services_.push_back(std::move(parts));
  }
  if (config.oncall && config.oncall->pagerduty) {
    open_pagerduty(*config.oncall->pagerduty, deadline, clock);
  }
}

void Upstreams::open_pagerduty(const PagerDutyConfig& config, std::chrono::milliseconds deadline,
                               const Clock& clock) {
  const auto key = credentials_.open(guard("PagerDuty", clock, http::options_within(deadline)),
                                     config.token, "Authorization", pagerduty_authorization);
  const oncall::PagerDutyOptions options{.api_url = config.api_url,
                                         .token = key.secret,
                                         .escalation_policy = config.escalation_policy,
                                         .schedule = config.schedule,
                                         .service = config.service,
                                         .from = config.from,
                                         .deadline = deadline};
  const bool has_schedule = !config.escalation_policy.empty() || !config.schedule.empty();
  if (has_schedule) on_call_ = oncall::create_pagerduty_on_call(options, key.http);
  if (!config.service.empty()) {
    incidents_ = oncall::create_pagerduty_incidents(options, key.http);
  }
}

http::Client& Upstreams::guard(std::string system, const Clock& clock,
                               const http::GuardOptions& options) {
  guards_.push_back(http::create_guarded_client(system, *http_, clock, options));
  if (!asked_) return *guards_.back();
  watched_.push_back(asked_->watched(std::move(system), *guards_.back()));
  return *watched_.back();
}

std::vector<http::BreakerState> Upstreams::guarded() const {
  std::vector<http::BreakerState> states;
  for (const auto& guard : guards_) states.push_back(guard->state());
  return states;
}

boost::asio::awaitable<void> Upstreams::renew_secrets() {
  network_.proxies.renew();  // first: 1Password may be behind it
  co_await credentials_.renew(deadline_);
  for (RenewedDirectory* database : databases_) co_await database->renew();
}

std::vector<ServiceSources> Upstreams::sources() const {
  std::vector<ServiceSources> sources;
  for (const Parts& parts : services_) {
    sources.push_back(
        {parts.service, parts.accounts.get(), parts.mail.get(), parts.suppressions.get()});
  }
  return sources;
}

std::map<std::string, MailForms*> Upstreams::forms() const {
  std::map<std::string, MailForms*> forms;
  for (const Parts& parts : services_) {
    if (parts.forms) forms[parts.service.name] = parts.forms.get();
  }
  return forms;
}

}  // namespace latchkey
