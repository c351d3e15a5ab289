#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/router.hpp"
#include "deploy/sandbox/upstreams/mail_log.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// Does the request carry this API key, as Mailgun asks for it?
bool has_mailgun_key(const HttpRequest& request, const std::string& key);

/// What a wrong key gets, and a domain that the key cannot see.
HttpResponse mailgun_forbidden();

/// Plays Mailgun's events API over the mail log: Basic authentication, filters, pages.
class MailgunSimulator {
 public:
  MailgunSimulator(const Scenario& scenario, const MailLog& mail_log, const Scheduler& scheduler,
                   const std::string& origin)
      : key_(scenario.mailgun_key), mail_log_(mail_log), scheduler_(scheduler), origin_(origin) {}

  /// `page` is the last segment of a paging URL; empty for the first page.
  [[nodiscard]] HttpResponse events(const HttpRequest& request, const std::string& domain,
                                    const std::string& page) const;
  /// The log of a domain as a page for people, newest first.
  [[nodiscard]] HttpResponse log_page(const std::string& domain) const;

 private:
  std::string key_;
  const MailLog& mail_log_;
  const Scheduler& scheduler_;
  const std::string& origin_;
};

}  // namespace latchkey::sandbox
