#include "bot/doctor/mailgun_checks.hpp"

#include "bot/doctor/wording.hpp"

namespace latchkey::doctor {
namespace {

/// The other of Mailgun's two regions.
std::string other_region(const std::string& api_url) {
  return api_url.find("//api.eu.") != std::string::npos ? "https://api.mailgun.net"
                                                        : "https://api.eu.mailgun.net";
}

std::string step_for_domain(const std::string& domain, const std::string& api_url,
                            const Error& error) {
  const std::string region = "If " + domain + " lives in the other region, set \"" +
                             other_region(api_url) + "\" as its mailgun_api_url. ";
  switch (error.kind) {
    case ErrorKind::refused:
      // A key that has no say here at all is refused in other words than one whose role has none.
      return (error.reason == ErrorReason::not_let_in ? region + "Otherwise take" : "Take") +
             " an account key with the role support (or analyst), not a domain's sending key, and "
             "put it where mailgun.api_key points.";
    case ErrorKind::not_found: return region + "Otherwise correct the service's mail_domain.";
    default:
      return step_for(error, api_url, "Check that mailgun.api_url is Mailgun's own address.");
  }
}

}  // namespace

Check judge_mail_domain(const std::string& domain, const std::string& api_url,
                        std::chrono::seconds retention, const Expected<MailHistory>& history) {
  constexpr const char* k_mailgun = "Mailgun";
  if (history) {
    return {k_mailgun, "domain " + domain, Status::ok,
            "its log can be read; it is taken to go back " + format_age(retention) +
                " (mailgun.log_retention)"};
  }
  return {k_mailgun, "domain " + domain, Status::fail, detail_of(k_mailgun, history.error()),
          step_for_domain(domain, api_url, history.error())};
}

Check judge_suppression_lists(const std::string& domain, const std::string& api_url,
                              const Expected<SuppressionsFound>& found) {
  constexpr const char* k_mailgun = "Mailgun";
  const std::string name = "lists of " + domain;
  if (found) return {k_mailgun, name, Status::ok, "its suppression lists can be read"};
  const bool refused = found.error().kind == ErrorKind::refused;
  return {k_mailgun, name, Status::warn, detail_of(k_mailgun, found.error()),
          refused
              ? "Take a key with the role support: analyst may not read suppression lists. Until "
                "then no answer knows whether mail to a customer is held back."
              : step_for(found.error(), api_url,
                         "Check that mailgun.api_url is Mailgun's own address.")};
}

}  // namespace latchkey::doctor
