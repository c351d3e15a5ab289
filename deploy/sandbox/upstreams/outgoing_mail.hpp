#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/scheduler.hpp"
#include "deploy/sandbox/upstreams/mail_log.hpp"
#include "deploy/sandbox/upstreams/suppression_lists.hpp"

#include <string>

namespace latchkey::sandbox {

/// Sends a portal's mails as Mailgun does: not to whom a list holds back, and what the recipient's
/// server answers, the scenario's mailboxes say. A bounce puts its address onto the bounce list.
class OutgoingMail {
 public:
  OutgoingMail(const Scenario& scenario, MailLog& log, SuppressionLists& lists)
      : scenario_(scenario), log_(log), lists_(lists) {}

  /// Accepted at `at`, and what became of it a second later.
  void send(const std::string& domain, const std::string& recipient, const std::string& subject,
            TimePoint at);

 private:
  /// What becomes of it: an event without its time.
  Json outcome(const std::string& domain, const std::string& recipient, TimePoint at) const;

  const Scenario& scenario_;
  MailLog& log_;
  SuppressionLists& lists_;
};

}  // namespace latchkey::sandbox
