#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::sandbox {

/// The rows of Mailgun's suppression lists, per domain: "bounces", "complaints", "unsubscribes" and
/// "whitelists" (the allowlist, by its name in paths). Addresses are compared without regard to
/// case. A row whose time has not come yet stands there already, and is seen by nobody before.
class SuppressionLists {
 public:
  explicit SuppressionLists(const Scenario& scenario);

  bool has_domain(const std::string& domain) const;
  /// The row as Mailgun shows it; null where the address is not on the list.
  Json find(const std::string& domain, const std::string& list, const std::string& address,
            TimePoint now) const;
  /// All rows, by address.
  std::vector<Json> rows(const std::string& domain, const std::string& list, TimePoint now) const;

  /// `given`: code, error, tags or reason; what is left out is filled in as Mailgun does.
  void add(const std::string& domain, const std::string& list, const std::string& address,
           const Json& given, TimePoint at);
  /// False where the address was not on the list.
  bool remove(const std::string& domain, const std::string& list, const std::string& address,
              TimePoint now);
  void clear(const std::string& domain, const std::string& list);

 private:
  struct Row {
    Json shown;
    TimePoint at;
  };
  using Rows = std::map<std::string, Row>;  // by address in lower case

  const Rows* list_of(const std::string& domain, const std::string& list) const;

  std::vector<std::string> domains_;
  std::map<std::pair<std::string, std::string>, Rows> lists_;  // by domain and list
};

/// What a row is about: its "address", or on the allowlist its "value".
const char* address_key(const std::string& list);

}  // namespace latchkey::sandbox
