#include "bot/config/to_reply_values.hpp"

#include "core/base/time.hpp"

namespace latchkey {
namespace {

/// "customers.gitlab.com" of "https://customers.gitlab.com".
std::string site_of(const ServiceConfig& service) {
  const auto scheme = service.url.find("://");
  return scheme == std::string::npos ? service.url : service.url.substr(scheme + 3);
}

std::string way_in(const ServiceConfig& service) {
  const FormsConfig forms = service.forms.value_or(FormsConfig{});
  if (service.sign_in == SignIn::one_time_link) {
    return "a sign-in link at " + service.url + forms.sign_in_link;
  }
  return "a password reset at " + service.url + forms.password;
}

std::string unlocking(const ServiceConfig& service) {
  if (!service.unlock_in) {
    return "It does not open again by itself: please use the link in the mail that we sent when it "
           "was locked, or write to us.";
  }
  return "It opens again by itself " + format_age(*service.unlock_in) + " after it was locked.";
}

/// Which one it is, is certain only where there are two.
std::string other_site(const ServiceConfig& service, const std::vector<ServiceConfig>& all) {
  if (all.size() != 2) return "another of our sites";
  return site_of(all.front().name == service.name ? all.back() : all.front());
}

}  // namespace

std::map<std::string, replies::Values> to_reply_values(const Config& config) {
  std::map<std::string, replies::Values> values;
  for (const ServiceConfig& service : config.services) {
    const FormsConfig forms = service.forms.value_or(FormsConfig{});
    values[service.name] = {{"site", site_of(service)},
                            {"url", service.url},
                            {"way_in", way_in(service)},
                            {"confirmation_page", service.url + forms.confirmation},
                            {"mail_domain", service.mail_domain},
                            {"reset_link_lifetime", format_age(service.reset_link_lifetime)},
                            {"unlocking", unlocking(service)},
                            {"other_site", other_site(service, config.services)}};
  }
  return values;
}

}  // namespace latchkey
