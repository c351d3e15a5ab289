#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/router.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::sandbox {

/// Plays Mailgun's suppression lists, per domain: bounces, complaints, unsubscribes and the
/// allowlist (still called whitelists in paths). A DELETE without an address clears a whole list,
/// as it does at Mailgun.
class MailgunSuppressionsSimulator {
 public:
  MailgunSuppressionsSimulator(const Scenario& scenario, const Scheduler& scheduler);

  /// GET, DELETE of one row; POST and DELETE of a list. `prefix` ends with "/{}/", the domain.
  std::vector<Route> routes(const std::string& prefix);

 private:
  using Rows = std::map<std::string, Json>;  // by address in lower case

  HttpResponse show(const HttpRequest& request, const std::string& domain, const std::string& list,
                    const std::string& address);
  HttpResponse remove(const HttpRequest& request, const std::string& domain,
                      const std::string& list, const std::string& address);
  HttpResponse clear(const HttpRequest& request, const std::string& domain,
                     const std::string& list);
  HttpResponse add(const HttpRequest& request, const std::string& domain, const std::string& list);
  /// The list, or null where the key or the domain is refused.
  Rows* rows_for(const HttpRequest& request, const std::string& domain, const std::string& list);
  HttpResponse limited(HttpResponse response);

  std::string key_;
  std::vector<std::string> domains_;
  const Scheduler& scheduler_;
  std::map<std::pair<std::string, std::string>, Rows> lists_;  // by domain and list
  int calls_ = 0;
};

}  // namespace latchkey::sandbox
