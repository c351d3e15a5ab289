#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/upstreams/customers.hpp"
#include "deploy/sandbox/upstreams/outgoing_mail.hpp"
#include "deploy/sandbox/upstreams/portal_sessions.hpp"

#include <chrono>
#include <string>

namespace latchkey::sandbox {

/// Plays a customers portal on Devise 4.8: the forms that ask for a confirmation, a reset or a
/// sign-in link, the accounts by REST, and the page of one customer that an evidence link opens.
class PortalSimulator {
 public:
  /// `mail_delay`: from a form's answer to the mail's first trace in the mail log.
  PortalSimulator(const Scenario& scenario, OutgoingMail& mail, const Scheduler& scheduler,
                  const std::string& origin, std::chrono::milliseconds mail_delay);

  /// GET …/confirmation/new, …/password/new, …/sign_in_link/new
  HttpResponse form(const HttpRequest& request);
  /// POST …/confirmation, …/password, …/sign_in_link
  HttpResponse submit(const HttpRequest& request);
  HttpResponse sign_in_page(const HttpRequest& request);
  HttpResponse customer_page(const std::string& id) const;
  HttpResponse search(const HttpRequest& request) const;  ///< GET /portal/api/customers?email=

 private:
  struct Form;
  static const Form* form_of(const std::string& path);
  static std::string explanation(const Form& form, const std::string& problem);
  HttpResponse page(PortalSession session, std::string title, const std::string& body);
  std::string form_html(const PortalSession& session, const Form& form, const std::string& email,
                        const std::string& problem, bool row_was_found) const;
  /// Sends the mail; returns what is wrong with the address, or nothing.
  std::string act(const Form& form, const std::string& email, bool& row_was_found);

  const Scenario& scenario_;
  Customers customers_;
  OutgoingMail& mail_;
  const Scheduler& scheduler_;
  const std::string& origin_;
  std::chrono::milliseconds mail_delay_;
  PortalSessions sessions_;
};

}  // namespace latchkey::sandbox
