#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <deque>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// Every mail event that the simulated Mailgun knows, as the items that it would send. An event
/// whose time has not come yet stands in the log already, and is seen by nobody before.
class MailLog {
 public:
  explicit MailLog(const Scenario& scenario);

  bool has_domain(const std::string& domain) const;
  const std::vector<std::string>& domains() const { return domains_; }
  /// Adds one mail with its events; what an event leaves out is filled in as Mailgun does.
  void add(const Scenario::Mail& mail);
  /// The items of `domain` that are visible at `now`, oldest first.
  std::vector<Json> items(const std::string& domain, TimePoint now) const;
  /// {"mails": [{domain, recipient, subject, event, timestamp}]} for the page and the tests; every
  /// domain where `domain` is empty.
  Json summary(const std::string& domain, TimePoint now) const;

 private:
  struct Entry {
    std::string domain;
    double timestamp;
    Json item;
  };
  std::vector<std::string> domains_;
  std::deque<Entry> entries_;  // by timestamp
};

}  // namespace latchkey::sandbox
