#include "bot/config/to_service.hpp"

#include <variant>

namespace latchkey {

Service to_service(const ServiceConfig& config) {
  Service service;
  service.name = config.name;
  service.url = config.url;
  service.mail_domain = config.mail_domain;
  service.sign_in = config.sign_in;
  service.reset_link_lifetime = config.reset_link_lifetime;
  service.confirmation_link_lifetime = config.confirmation_link_lifetime;
  service.unlock_in = config.unlock_in;
  if (std::holds_alternative<GitlabAccountsConfig>(config.accounts)) {
    // GitLab mails them, and no others, with the header X-Mailgun-Suppressions-Bypass.
    service.sent_despite_suppression = {MailKind::reset, MailKind::verification};
    service.verification_subjects = {"Verify your identity*", "Confirm your email address*"};
  }
  service.account_link = config.account_link;
  service.mail_log_link = config.mail_log_link;
  if (config.forms && !config.forms->confirmation.empty()) {
    service.confirmation_form = config.url + config.forms->confirmation;
  }
  if (config.forms && !config.forms->password.empty()) {
    service.password_form = config.url + config.forms->password;
  }
  if (config.forms && !config.forms->sign_in_link.empty()) {
    service.sign_in_link_form = config.url + config.forms->sign_in_link;
  }
  service.reset_subjects = config.mail_kinds.reset;
  service.confirmation_subjects = config.mail_kinds.confirmation;
  service.sign_in_link_subjects = config.mail_kinds.sign_in_link;
  return service;
}

}  // namespace latchkey
