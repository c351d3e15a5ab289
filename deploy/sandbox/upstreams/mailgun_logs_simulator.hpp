#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/upstreams/mail_log.hpp"

#include <string>

namespace latchkey::sandbox {

/// Plays Mailgun's logs API over the same mail log as the events API: one for all domains of the
/// account, asked by a JSON body, paged by tokens. A domain that nobody knows is not an error here:
/// its log is empty.
class MailgunLogsSimulator {
 public:
  MailgunLogsSimulator(const Scenario& scenario, const MailLog& mail_log,
                       const Scheduler& scheduler)
      : key_(scenario.mailgun_key), mail_log_(mail_log), scheduler_(scheduler) {}

  /// POST /v1/analytics/logs
  [[nodiscard]] HttpResponse logs(const HttpRequest& request) const;

 private:
  std::string key_;
  const MailLog& mail_log_;
  const Scheduler& scheduler_;
};

}  // namespace latchkey::sandbox
