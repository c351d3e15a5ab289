#include "bot/wiring/examination.hpp"

#include "adapters/gitlab/token_probe.hpp"
#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/oncall/pagerduty_oncalls.hpp"
#include "adapters/oncall/pagerduty_probe.hpp"
#include "adapters/portal/form_probe.hpp"
#include "adapters/portal/portal.hpp"
#include "adapters/slack/token_probe.hpp"
#include "adapters/storage/postgres_probe.hpp"
#include "adapters/storage/sqlite_probe.hpp"
#include "bot/config/secret_reference.hpp"
#include "bot/config/slack_needs.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/account_checks.hpp"
#include "bot/doctor/form_checks.hpp"
#include "bot/doctor/mailgun_checks.hpp"
#include "bot/doctor/oncall_checks.hpp"
#include "bot/doctor/secret_checks.hpp"
#include "bot/doctor/slack_checks.hpp"
#include "bot/doctor/store_checks.hpp"
#include "bot/doctor/wording.hpp"
#include "bot/wiring/network_options.hpp"
#include "bot/wiring/start_error.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

using doctor::Check;
using doctor::Checks;

/// An address that nobody has (RFC 2606, 2), so that nobody's data are read.
EmailAddress nobody() {
  return EmailAddress::parse("latchkey-doctor@nobody.invalid").value();
}

Checks only(Check check) {
  return {std::move(check)};
}

void append(Checks& checks, Checks more) {
  std::ranges::move(more, std::back_inserter(checks));
}

}  // namespace

Examination::Examination(boost::asio::any_io_executor executor, const Config& config,
                         const Clock& clock, const Resolve& resolve)
    : executor_(std::move(executor)),
      config_(config),
      clock_(clock),
      deadline_(config.run.upstream_deadline),
      network_(network_options(config)),
      http_(http::create_client(executor_, network_)),
      disk_("store", 1) {
  for (const std::string& reference : doctor::named_references(config)) {
    const auto& secret = secrets_.emplace(reference, resolve(reference)).first->second;
    say(doctor::judge_secret(reference, secret));
  }
  if (config.slack) {
    prepare_slack(*config.slack);
  } else {
    say({doctor::k_slack, "configuration", doctor::Status::info,
         "no [slack]: enough for the command line, not for latchkey run"});
  }
  for (Check& check : doctor::judge_permissions(config)) say(std::move(check));
  for (const ServiceConfig& service : config.services) prepare_mail_log(service);
  for (const ServiceConfig& service : config.services) prepare_service(service);
  if (config.oncall) prepare_oncall(*config.oncall);
  prepare_store();
}

Examination::~Examination() = default;

boost::asio::awaitable<Checks> Examination::run() {
  std::function<boost::asio::awaitable<Expected<Checks>>(std::size_t)> ask_one =
      [this](std::size_t index) -> boost::asio::awaitable<Expected<Checks>> {
    co_return co_await questions_[index]();
  };
  const auto answers =
      co_await http::concurrently<Checks>(questions_.size(), questions_.size(), std::move(ask_one));
  Checks report;
  for (const Checks& checks : answers.value()) append(report, checks);
  co_return report;
}

bool Examination::secrets_found() const {
  return std::all_of(secrets_.begin(), secrets_.end(),
                     [](const auto& entry) { return entry.second.has_value(); });
}

const Secret* Examination::secret_of(const std::string& configured, const std::string& system,
                                     const std::string& name) {
  if (!is_secret_reference(configured)) {
    // What the configuration lets pass as it stands: `dsn`, the sandbox's tokens, no header at all.
    return &*secrets_.emplace(configured, Secret{configured}).first->second;
  }
  const auto& secret = secrets_.at(configured);
  if (secret) return &*secret;
  say(doctor::not_tried(system, name, secret.error()));
  return nullptr;
}

void Examination::say(Check check) {
  ask([check = std::move(check)]() -> Answer { co_return only(check); });
}

void Examination::prepare_slack(const SlackConfig& slack) {
  const Secret* app = secret_of(slack.app_token, doctor::k_slack, "app token");
  const Secret* bot = secret_of(slack.bot_token, doctor::k_slack, "bot token");
  slack::Options options{.api_url = slack.api_url,
                         .app_token = app ? *app : Secret{},
                         .bot_token = bot ? *bot : Secret{},
                         .network = network_};
  if (app) {
    ask([this, options, &slack]() -> Answer {
      auto question = slack::probe_app_token(options, *http_);
      auto bounded = answer_within(std::move(question), deadline_, doctor::k_slack);
      const auto opened = co_await std::move(bounded);
      co_return only(doctor::judge_app_token(opened, slack));
    });
  }
  if (!bot) return;
  slack_ = slack::create_web_api(options, *http_, clock_);
  ask([this, options] { return ask_slack(options); });
}

/// The token first: with one that is refused, everything else would only say so once more.
Examination::Answer Examination::ask_slack(slack::Options options) {
  const http::Deadline deadline{deadline_};
  auto first = slack::probe_bot_token(std::move(options), *http_, clock_);
  auto first_bounded = answer_within(std::move(first), deadline.left(), doctor::k_slack);
  const auto token = co_await std::move(first_bounded);
  Checks checks = doctor::judge_bot_token(token, config_);
  if (!token) co_return checks;

  std::vector<Question> questions;
  for (const std::string& id : config_.slack->channels) {
    questions.emplace_back([this, id, deadline]() -> Answer {
      auto question = slack_->channel(id, chat::Freshness::now);
      auto bounded = answer_within(std::move(question), deadline.left(), doctor::k_slack);
      const auto channel = co_await std::move(bounded);
      co_return only(doctor::judge_channel(id, channel));
    });
  }
  const std::string oncall_group = config_.oncall ? config_.oncall->group : "";
  for (const std::string& handle : named_groups(config_)) {
    questions.emplace_back([this, handle, oncall_group, deadline]() -> Answer {
      auto question = slack_->group_members(handle, chat::Freshness::now);
      auto bounded = answer_within(std::move(question), deadline.left(), doctor::k_slack);
      const auto members = co_await std::move(bounded);
      co_return only(handle == oncall_group
                         ? doctor::judge_oncall_group(handle, members)
                         : doctor::judge_group(handle, key_naming(config_, handle), members));
    });
  }
  for (const std::string& id : named_users(config_)) {
    questions.emplace_back([this, id, deadline]() -> Answer {
      auto question = slack_->person(id, chat::Freshness::now);
      auto bounded = answer_within(std::move(question), deadline.left(), doctor::k_slack);
      const auto person = co_await std::move(bounded);
      co_return only(doctor::judge_person(id, key_naming(config_, id), person));
    });
  }
  // Slack's own limits space them out, so all may be asked at once.
  std::function<boost::asio::awaitable<Expected<Checks>>(std::size_t)> ask_one =
      [&questions](std::size_t index) -> boost::asio::awaitable<Expected<Checks>> {
    co_return co_await questions[index]();
  };
  const auto answers =
      co_await http::concurrently<Checks>(questions.size(), questions.size(), std::move(ask_one));
  for (const Checks& more : answers.value()) append(checks, more);
  co_return checks;
}

void Examination::prepare_mail_log(const ServiceConfig& service) {
  const std::string& api_url =
      service.mailgun_api_url.empty() ? config_.mailgun.api_url : service.mailgun_api_url;
  if (const Secret* key =
          secret_of(config_.mailgun.api_key, "Mailgun", "domain " + service.mail_domain)) {
    const mailgun::Options options{
        .api_url = api_url, .api_key = *key, .domain = service.mail_domain, .deadline = deadline_};
    MailLog& log = *mail_logs_.emplace_back(mailgun::create_mail_log(options, *http_));
    SuppressionLists& lists =
        *suppressions_.emplace_back(mailgun::create_suppression_lists(options, *http_));
    ask([this, &log, &lists, &service, api_url]() -> Answer {
      const http::Deadline deadline{deadline_};
      const TimePoint now = clock_.now();
      auto question = log.events(nobody(), Window{now - std::chrono::minutes{1}, now});
      auto bounded = answer_within(std::move(question), deadline_, "Mailgun");
      const auto history = co_await std::move(bounded);
      Checks checks = only(doctor::judge_mail_domain(service.mail_domain, api_url, history));
      if (!history) co_return checks;
      auto second = lists.find(nobody());
      auto second_bounded = answer_within(std::move(second), deadline.left(), "Mailgun");
      const auto found = co_await std::move(second_bounded);
      append(checks, only(doctor::judge_suppression_lists(service.mail_domain, api_url, found)));
      co_return checks;
    });
  }
}

void Examination::prepare_service(const ServiceConfig& service) {
  try {
    prepare_accounts(service);
  } catch (const std::invalid_argument& error) {
    throw StartError(2, service.name + ": service.accounts: " + error.what());
  }
  prepare_forms(service);
}

void Examination::prepare_accounts(const ServiceConfig& service) {
  if (const auto* postgres = std::get_if<PostgresAccountsConfig>(&service.accounts)) {
    const Secret* dsn = secret_of(postgres->dsn, service.name, "accounts");
    if (dsn) prepare_postgres(service, *postgres, *dsn);
  } else if (const auto* rest = std::get_if<RestAccountsConfig>(&service.accounts)) {
    const Secret* authorization = secret_of(rest->authorization, service.name, "accounts");
    if (!authorization) return;
    auto& directory = *directories_.emplace_back(
        portal::create_rest_account_directory({.service = service.name,
                                               .url = rest->url,
                                               .authorization = *authorization,
                                               .list = rest->list,
                                               .fields = rest->fields,
                                               .deadline = deadline_},
                                              *http_));
    ask([this, &service, &directory] { return ask_accounts(service, directory); });
  } else if (const auto* gitlab = std::get_if<GitlabAccountsConfig>(&service.accounts)) {
    const Secret* token = secret_of(gitlab->token, service.name, "token");
    if (!token) return;
    const gitlab::Options options{
        .service = service.name, .url = service.url, .token = *token, .deadline = deadline_};
    ask([this, &service, options]() -> Answer {
      auto question = gitlab::probe_token(options, *http_);
      auto bounded = answer_within(std::move(question), deadline_, service.name);
      const auto owner = co_await std::move(bounded);
      co_return only(doctor::judge_gitlab_token(service, owner));
    });
  }
}

/// Rights are only worth asking for where the accounts can be asked for; both have one deadline.
void Examination::prepare_postgres(const ServiceConfig& service,
                                   const PostgresAccountsConfig& accounts, const Secret& dsn) {
  const portal::PostgresOptions options{.service = service.name,
                                        .dsn = dsn,
                                        .table = accounts.table,
                                        .columns = accounts.columns,
                                        .deadline = deadline_};
  auto& directory = *directories_.emplace_back(portal::create_postgres_account_directory(options));
  auto& database = *databases_.emplace_back(portal::create_postgres_probe(options));
  ask([this, &service, &directory, &database]() -> Answer {
    const http::Deadline deadline{deadline_};
    Checks checks = co_await ask_accounts(service, directory);
    if (checks.front().status == doctor::Status::fail) co_return checks;
    auto question = database.rights();
    auto bounded = answer_within(std::move(question), deadline.left(), service.name);
    const auto rights = co_await std::move(bounded);
    append(checks, doctor::judge_rights(service, rights));
    co_return checks;
  });
}

Examination::Answer Examination::ask_accounts(const ServiceConfig& service,
                                              AccountDirectory& directory) {
  std::vector<EmailAddress> spellings(1, nobody());
  auto question = directory.find(std::move(spellings), Reach::look_alikes);
  auto bounded = answer_within(std::move(question), deadline_, service.name);
  const auto found = co_await std::move(bounded);
  co_return doctor::judge_accounts(service, found);
}

void Examination::prepare_forms(const ServiceConfig& service) {
  if (!service.forms) return;
  const std::array<std::pair<std::string, std::string>, 3> forms = {
      {{"confirmation", service.forms->confirmation},
       {"password", service.forms->password},
       {"sign_in_link", service.forms->sign_in_link}}};
  for (const auto& [which, path] : forms) {
    if (path.empty()) continue;
    ask([this, &service, form_name = which, url = service.url + path]() -> Answer {
      auto question = portal::probe_form(service.name, url, deadline_, *http_);
      auto bounded = answer_within(std::move(question), deadline_, service.name);
      const auto form = co_await std::move(bounded);
      co_return only(doctor::judge_form(service.name, form_name, url, form));
    });
  }
}

/// Groups and people are asked for with Slack's other questions.
void Examination::prepare_oncall(const OnCallConfig& oncall) {
  if (!oncall.pagerduty) return;
  const PagerDutyConfig& pagerduty = *oncall.pagerduty;
  const bool asked = oncall.kind == OnCallKind::pagerduty;
  if (!asked && pagerduty.service.empty()) return;
  const Secret* token = secret_of(pagerduty.token, "PagerDuty", asked ? "on call" : "incidents");
  if (!token) return;
  const oncall::PagerDutyOptions options{.api_url = pagerduty.api_url,
                                         .token = *token,
                                         .escalation_policy = pagerduty.escalation_policy,
                                         .schedule = pagerduty.schedule,
                                         .service = pagerduty.service,
                                         .from = pagerduty.from,
                                         .deadline = deadline_};
  ask([this, options, asked] { return ask_pagerduty(options, asked); });
}

/// Who is on call first: a key that may not even be asked that would only say so once more.
Examination::Answer Examination::ask_pagerduty(oncall::PagerDutyOptions options, bool asked) {
  const PagerDutyConfig& pagerduty = *config_.oncall->pagerduty;
  const http::Deadline deadline{deadline_};
  Checks checks;
  std::vector<OnCallPerson> on_call;
  if (asked) {
    auto question = oncall::on_call_now(options, *http_);
    auto bounded = answer_within(std::move(question), deadline.left(), "PagerDuty");
    const auto people = co_await std::move(bounded);
    checks.push_back(doctor::judge_pagerduty(pagerduty, people));
    if (!people && people.error().kind != ErrorKind::not_found) co_return checks;
    if (people) on_call = *people;
  }
  if (options.service.empty()) co_return checks;
  auto author = oncall::is_user(options, *http_);
  auto author_bounded = answer_within(std::move(author), deadline.left(), "PagerDuty");
  const auto known = co_await std::move(author_bounded);
  checks.push_back(doctor::judge_incident_author(pagerduty, known, on_call));
  auto key = oncall::may_write(options, *http_);
  auto key_bounded = answer_within(std::move(key), deadline.left(), "PagerDuty");
  const auto writes = co_await std::move(key_bounded);
  checks.push_back(doctor::judge_incident_key(pagerduty, writes));
  co_return checks;
}

void Examination::prepare_store() {
  const Secret* text = secret_of(config_.store.url, "Store", "url");
  if (!text) return;
  const auto url = parse_store_url(text->reveal());
  if (!url) {
    say(doctor::judge_store_url(url.error()));
  } else if (url->kind == StoreUrl::Kind::memory) {
    say(doctor::judge_store(*url, storage::SqliteFile{}));
  } else if (url->kind == StoreUrl::Kind::postgres) {
    ask([this, dsn = url->dsn] { return ask_postgres_store(dsn); });
    say(doctor::judge_shared_audit_key(config_.audit.key));
  } else {
    ask([this, path = url->path] { return ask_store(path); });
    say(doctor::judge_audit_key(config_.audit.key, url->path));
  }
}

Examination::Answer Examination::ask_postgres_store(Secret dsn) {
  sql::WorkerThread::Job<storage::PostgresState> job = [dsn] {
    return storage::probe_postgres_store(dsn);
  };
  auto question = disk_.run<storage::PostgresState>(std::move(job), deadline_);
  auto bounded = answer_within(std::move(question), deadline_, "store");
  const auto state = co_await std::move(bounded);
  co_return doctor::judge_postgres_store(state, config_.slack ? config_.slack->connections : 0);
}

Examination::Answer Examination::ask_store(std::string path) {
  sql::WorkerThread::Job<storage::SqliteFile> job = [path] {
    return storage::probe_sqlite_file(path);
  };
  auto question = disk_.run<storage::SqliteFile>(std::move(job), deadline_);
  auto bounded = answer_within(std::move(question), deadline_, "store");
  const auto file = co_await std::move(bounded);
  const StoreUrl url{.kind = StoreUrl::Kind::sqlite, .path = path};
  co_return only(doctor::judge_store(url, file));
}

}  // namespace latchkey
