#pragma once
#include "deploy/sandbox/faults.hpp"
#include "deploy/sandbox/router.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/slack_state.hpp"
#include "deploy/sandbox/upstreams/gitlab_simulator.hpp"
#include "deploy/sandbox/upstreams/mail_log.hpp"
#include "deploy/sandbox/upstreams/mailgun_logs_simulator.hpp"
#include "deploy/sandbox/upstreams/mailgun_simulator.hpp"
#include "deploy/sandbox/upstreams/mailgun_suppressions_simulator.hpp"
#include "deploy/sandbox/upstreams/outgoing_mail.hpp"
#include "deploy/sandbox/upstreams/portal_simulator.hpp"
#include "deploy/sandbox/upstreams/suppression_lists.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::sandbox {

/// All that is simulated, and the table of what answers where. Knows no socket.
class Sandbox {
 public:
  Sandbox(Scenario scenario, Scheduler& scheduler, std::chrono::milliseconds mail_delay);
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  /// "http://127.0.0.1:8080": where we are reached; URLs that we hand out begin with it.
  void set_origin(std::string origin) { slack_.origin = std::move(origin); }
  HttpResponse answer(const HttpRequest& request) const { return router_.answer(request); }
  SlackState& slack() { return slack_; }

 private:
  std::vector<Route> routes();

  Scenario scenario_;
  Faults faults_;
  SlackState slack_;
  MailLog mail_log_;
  SuppressionLists suppression_lists_;
  OutgoingMail outgoing_mail_;
  MailgunSimulator mailgun_;
  MailgunLogsSimulator mailgun_logs_;
  MailgunSuppressionsSimulator mailgun_suppressions_;
  GitLabSimulator gitlab_;
  PortalSimulator portal_;
  Router router_;
};

}  // namespace latchkey::sandbox
