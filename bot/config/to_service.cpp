#include "bot/config/to_service.hpp"

namespace latchkey {

Service to_service(const ServiceConfig& config) {
  Service service;
  service.name = config.name;
  service.url = config.url;
  service.mail_domain = config.mail_domain;
  service.sign_in = config.sign_in;
  service.reset_link_lifetime = config.reset_link_lifetime;
  service.account_link = config.account_link;
  if (config.forms && !config.forms->confirmation.empty()) {
    service.confirmation_form = config.url + config.forms->confirmation;
  }
  if (config.forms && !config.forms->password.empty()) {
    service.password_form = config.url + config.forms->password;
  }
  service.reset_subjects = config.mail_kinds.reset;
  service.confirmation_subjects = config.mail_kinds.confirmation;
  service.sign_in_link_subjects = config.mail_kinds.sign_in_link;
  return service;
}

}  // namespace latchkey
