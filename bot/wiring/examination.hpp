#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/oncall/pagerduty.hpp"
#include "adapters/portal/postgres_rights.hpp"
#include "adapters/secrets/found_secret.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/sql/worker_thread.hpp"
#include "bot/config/config.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/clock.hpp"
#include "core/base/secret.hpp"
#include "core/ports/account_directory.hpp"
#include "core/ports/mail_log.hpp"
#include "core/ports/suppression_lists.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace latchkey {

/// Every configured system tried for real, nothing changed anywhere. All are asked at once, each
/// for `upstream_deadline` at most.
class Examination {
 public:
  /// What a reference stands for; fails with a sentence that begins with the reference.
  using Resolve = std::function<Expected<secrets::FoundSecret>(const std::string& reference)>;

  /// `config` and `clock` outlive it; it goes before the executor's context. Where the network
  /// cannot be used (`network_problems`), the report says so, and only what needs none is tried.
  Examination(boost::asio::any_io_executor executor, const Config& config, const Clock& clock,
              const Resolve& resolve);
  ~Examination();

  /// One report, in the order of the configuration.
  boost::asio::awaitable<doctor::Checks> run();
  /// Could every reference be resolved, and the network be used? Else no program starts with this
  /// configuration; the report names each that could not.
  [[nodiscard]] bool can_start() const;

 private:
  using Answer = boost::asio::awaitable<doctor::Checks>;
  /// One question, or a few that need one another.
  using Question = std::function<Answer()>;

  void prepare_network();
  void prepare_secrets(const Resolve& resolve);
  void prepare_slack(const SlackConfig& slack);
  void prepare_mail_log(const ServiceConfig& service);
  void prepare_service(const ServiceConfig& service);
  void prepare_accounts(const ServiceConfig& service);
  void prepare_postgres(const ServiceConfig& service, const PostgresAccountsConfig& accounts,
                        const Secret& dsn);
  void prepare_forms(const ServiceConfig& service);
  void prepare_oncall(const OnCallConfig& oncall);
  void prepare_store();

  Answer ask_slack(slack::Options options);
  Answer ask_accounts(const ServiceConfig& service, AccountDirectory& directory);
  Answer ask_pagerduty(oncall::PagerDutyOptions options, bool asked);
  Answer ask_store(std::string path);
  Answer ask_postgres_store(Secret dsn);

  /// The secret behind what stands in the configuration; where there is none, says of this system
  /// that it is not tried.
  const Secret* secret_of(const std::string& configured, const std::string& system,
                          const std::string& name);
  /// The same for a system that is asked over the network.
  const Secret* secret_to_send(const std::string& configured, const std::string& system,
                               const std::string& name);
  /// Can the network be used? Else says of this system that it is not tried.
  bool can_reach(const std::string& system, const std::string& name);
  void say(doctor::Check check);
  void ask(Question question) { questions_.push_back(std::move(question)); }

  boost::asio::any_io_executor executor_;
  const Config& config_;
  const Clock& clock_;
  std::chrono::milliseconds deadline_;
  std::vector<std::string> network_problems_;
  /// Not used where there are problems.
  http::Options network_;
  std::unique_ptr<http::Client> http_;
  std::map<std::string, Expected<secrets::FoundSecret>> secrets_;
  std::unique_ptr<chat::ChatPlatform> slack_;
  std::vector<std::unique_ptr<AccountDirectory>> directories_;
  std::vector<std::unique_ptr<portal::DatabaseProbe>> databases_;
  std::vector<std::unique_ptr<MailLog>> mail_logs_;
  std::vector<std::unique_ptr<SuppressionLists>> suppressions_;
  std::vector<Question> questions_;
  sql::WorkerThread disk_;
};

}  // namespace latchkey
