#pragma once

#include "adapters/http/guarded_client.hpp"
#include "adapters/http/http_client.hpp"
#include "bot/config/config.hpp"
#include "bot/sessions/lease.hpp"
#include "bot/watch/asked_systems.hpp"
#include "bot/wiring/credentials.hpp"
#include "bot/wiring/renewed_directory.hpp"
#include "bot/wiring/secrets.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/incidents.hpp"
#include "core/ports/mail_forms.hpp"
#include "core/ports/on_call.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace latchkey {

/// The configured systems behind their ports, one set per service.
class Upstreams {
 public:
  /// Resolves the secrets that these systems need; throws `StartError` where one cannot be, or
  /// where `network_options` does. `secrets` outlives it, since what is refused later is resolved
  /// again, and so do `clock` and `asked`, where questions are counted.
  /// With a `lease`, nothing is asked while it is not held; it outlives this.
  Upstreams(const boost::asio::any_io_executor& executor, const Config& config, Secrets& secrets,
            const Clock& clock, Lease* lease = nullptr, watch::AskedSystems* asked = nullptr);

  /// In the configuration's order. Valid as long as this object.
  [[nodiscard]] std::vector<ServiceSources> sources() const;
  /// By service name; services without forms are left out.
  [[nodiscard]] std::map<std::string, MailForms*> forms() const;
  /// Who is on call, and where incidents are opened; null where no system does that.
  [[nodiscard]] OnCall* on_call() const { return on_call_.get(); }
  [[nodiscard]] Incidents* incidents() const { return incidents_.get(); }
  /// Without a guard, for Slack: what is said there must be said in the end, so that a call refused
  /// at once would only be made again, and queues and back-off of its own spare it. For its tokens,
  /// too: without them the program ends.
  [[nodiscard]] http::Client& http() { return *http_; }
  /// Whether each system is asked at present.
  [[nodiscard]] std::vector<http::BreakerState> guarded() const;
  /// What all connections have in common, those of others too.
  [[nodiscard]] const http::Options& network() const { return network_; }

  /// Resolves every secret once more, those of proxies too: what was exchanged is used from then
  /// on, what cannot be resolved stays as it was.
  boost::asio::awaitable<void> renew_secrets();

 private:
  struct Parts {
    Service service;
    std::unique_ptr<AccountDirectory> accounts;
    std::unique_ptr<MailLog> mail;
    std::unique_ptr<SuppressionLists> suppressions;
    std::unique_ptr<MailForms> forms;
  };

  void open_pagerduty(const PagerDutyConfig& config, std::chrono::milliseconds deadline,
                      const Clock& clock);
  /// A client for one system alone, so that one that is down costs the others nothing.
  http::Client& guard(std::string system, const Clock& clock, const http::GuardOptions& options);

  http::Options network_;
  std::unique_ptr<http::Client> http_;
  watch::AskedSystems* asked_;
  std::vector<std::unique_ptr<http::GuardedClient>> guards_;
  std::vector<std::unique_ptr<http::Client>> watched_;
  std::chrono::milliseconds deadline_;
  /// Where secrets are read again: a system that refuses one must not wait each time for a
  /// 1Password that does not answer.
  http::Client& vaults_;
  Credentials credentials_;
  std::vector<Parts> services_;
  /// Those of `services_` whose database's address may be exchanged.
  std::vector<RenewedDirectory*> databases_;
  std::unique_ptr<OnCall> on_call_;
  std::unique_ptr<Incidents> incidents_;
};

}  // namespace latchkey
