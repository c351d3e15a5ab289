#include "bot/wiring/examination.hpp"

#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/oncall/pagerduty_oncalls.hpp"
#include "adapters/oncall/pagerduty_probe.hpp"
#include "adapters/secrets/connect_health.hpp"
#include "adapters/secrets/op_reference.hpp"
#include "adapters/storage/postgres_probe.hpp"
#include "adapters/storage/sqlite_probe.hpp"
#include "bot/config/named_references.hpp"
#include "bot/config/secret_reference.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/network_checks.hpp"
#include "bot/doctor/oncall_checks.hpp"
#include "bot/doctor/secret_checks.hpp"
#include "bot/doctor/slack_checks.hpp"
#include "bot/doctor/store_checks.hpp"
#include "bot/doctor/wording.hpp"
#include "bot/wiring/network_options.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

using doctor::Check;
using doctor::Checks;

}  // namespace

Examination::Examination(boost::asio::any_io_executor executor, const Config& config,
                         const Clock& clock, const Resolve& resolve)
    : executor_(std::move(executor)),
      config_(config),
      clock_(clock),
      deadline_(config.run.upstream_deadline),
      network_problems_(network_problems(config)),
      network_(network_problems_.empty() ? network_options(config) : http::Options{}),
      http_(http::create_client(executor_, network_)),
      disk_("store", 1) {
  prepare_network();
  prepare_secrets(resolve);
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

bool Examination::can_start() const {
  return network_problems_.empty() &&
         std::all_of(secrets_.begin(), secrets_.end(),
                     [](const auto& entry) { return entry.second.has_value(); });
}

const Secret* Examination::secret_of(const std::string& configured, const std::string& system,
                                     const std::string& name) {
  if (!is_secret_reference(configured)) {
    // What the configuration lets pass as it stands: `dsn`, the sandbox's tokens, no header at all.
    secrets::FoundSecret as_it_stands{Secret{configured}};
    return &secrets_.emplace(configured, std::move(as_it_stands)).first->second->secret;
  }
  const auto& secret = secrets_.at(configured);
  if (secret) return &secret->secret;
  say(doctor::not_tried(system, name, secret.error()));
  return nullptr;
}

const Secret* Examination::secret_to_send(const std::string& configured, const std::string& system,
                                          const std::string& name) {
  return can_reach(system, name) ? secret_of(configured, system, name) : nullptr;
}

bool Examination::can_reach(const std::string& system, const std::string& name) {
  if (network_problems_.empty()) return true;
  say(doctor::not_tried(system, name, doctor::network_unusable()));
  return false;
}

void Examination::prepare_network() {
  for (const std::string& problem : network_problems_) {
    say(doctor::judge_network_problem(problem));
  }
}

void Examination::prepare_secrets(const Resolve& resolve) {
  for (const std::string& reference : named_references(config_)) {
    if (secrets::is_op_reference(reference) && !can_reach(doctor::k_secrets, reference)) {
      secrets_.emplace(reference, doctor::network_unusable());
      continue;
    }
    const auto& found = secrets_.emplace(reference, resolve(reference)).first->second;
    say(doctor::judge_secret(reference, found, config_.onepassword));
  }
  if (!config_.onepassword) return;
  if (!can_reach(doctor::k_connect, config_.onepassword->connect_url)) return;
  ask([this]() -> Answer {
    const OnePasswordConfig& connect = *config_.onepassword;
    auto question = secrets::probe_connect(connect.connect_url, deadline_, *http_);
    auto bounded = answer_within(std::move(question), deadline_, "1Password Connect");
    const auto health = co_await std::move(bounded);
    co_return only(doctor::judge_connect(connect, health));
  });
}

void Examination::say(Check check) {
  ask([check = std::move(check)]() -> Answer { co_return only(check); });
}

/// Groups and people are asked for with Slack's other questions.
void Examination::prepare_oncall(const OnCallConfig& oncall) {
  if (!oncall.pagerduty) return;
  const PagerDutyConfig& pagerduty = *oncall.pagerduty;
  const bool asked = oncall.kind == OnCallKind::pagerduty;
  if (!asked && pagerduty.service.empty()) return;
  const Secret* token =
      secret_to_send(pagerduty.token, "PagerDuty", asked ? "on call" : "incidents");
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
