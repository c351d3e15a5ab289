#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/upstreams/customers.hpp"
#include "deploy/sandbox/upstreams/mail_log.hpp"
#include "deploy/sandbox/upstreams/portal_sessions.hpp"

#include <chrono>
#include <string>

namespace latchkey::sandbox {

/// Plays a customers portal on Devise 4.8: the forms that ask for a confirmation or a reset mail,
/// the accounts by REST, and the page of one customer that an evidence link opens.
class PortalSimulator {
 public:
  /// `mail_delay`: from a form's answer to the mail's first trace in the mail log.
  PortalSimulator(const Scenario& scenario, MailLog& mail_log, const Scheduler& scheduler,
                  const std::string& origin, std::chrono::milliseconds mail_delay);

  HttpResponse form(const HttpRequest& request);    ///< GET …/confirmation/new, …/password/new
  HttpResponse submit(const HttpRequest& request);  ///< POST …/confirmation, …/password
  HttpResponse sign_in_page(const HttpRequest& request);
  [[nodiscard]] HttpResponse customer_page(const std::string& id) const;
  [[nodiscard]] HttpResponse search(
      const HttpRequest& request) const;  ///< GET /portal/api/customers?email=

 private:
  struct Form;
  static const Form* form_of(const std::string& path);
  [[nodiscard]] HttpResponse page(PortalSession session, std::string title,
                                  const std::string& body);
  [[nodiscard]] std::string form_html(const PortalSession& session, const Form& form,
                                      const std::string& email, const std::string& problem,
                                      bool row_was_found) const;
  /// Sends the mail; returns what is wrong with the address, or nothing.
  std::string act(const Form& form, const std::string& email, bool& row_was_found);

  const Scenario& scenario_;
  Customers customers_;
  MailLog& mail_log_;
  const Scheduler& scheduler_;
  const std::string& origin_;
  std::chrono::milliseconds mail_delay_;
  PortalSessions sessions_;
};

}  // namespace latchkey::sandbox
