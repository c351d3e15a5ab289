#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/router.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/scheduler.hpp"
#include "deploy/sandbox/upstreams/suppression_lists.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// Plays Mailgun's API of the suppression lists. A DELETE without an address clears a whole list,
/// as it does at Mailgun.
class MailgunSuppressionsSimulator {
 public:
  MailgunSuppressionsSimulator(const Scenario& scenario, SuppressionLists& lists,
                               const Scheduler& scheduler, const std::string& origin)
      : key_(scenario.mailgun_key), lists_(lists), scheduler_(scheduler), origin_(origin) {}

  /// GET and DELETE of one row; GET, POST and DELETE of a list. `prefix` ends with "/{}/", the
  /// domain.
  std::vector<Route> routes(const std::string& prefix);

 private:
  HttpResponse show(const std::string& domain, const std::string& list, const std::string& address);
  HttpResponse remove(const std::string& domain, const std::string& list,
                      const std::string& address);
  HttpResponse show_page(const HttpRequest& request, const std::string& domain,
                         const std::string& list);
  HttpResponse clear(const std::string& domain, const std::string& list);
  HttpResponse add(const HttpRequest& request, const std::string& domain, const std::string& list);
  /// Calls `answer` only with the right key and for a domain that there is.
  template <class Answer>
  HttpResponse guarded(const HttpRequest& request, const std::string& domain, Answer answer);
  HttpResponse limited(HttpResponse response);

  std::string key_;
  SuppressionLists& lists_;
  const Scheduler& scheduler_;
  const std::string& origin_;
  int calls_ = 0;
};

}  // namespace latchkey::sandbox
