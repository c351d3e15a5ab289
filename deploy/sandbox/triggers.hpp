#pragma once
#include "deploy/sandbox/scheduler.hpp"

#include <map>
#include <string>

namespace latchkey::sandbox {

/// Trigger ids: each opens one modal, for the user who caused it, within three seconds.
class Triggers {
 public:
  enum class Outcome { ok, invalid, expired, exchanged };
  struct Exchange {
    Outcome outcome;
    std::string user;
  };

  std::string issue(const std::string& user, TimePoint now);
  Exchange exchange(const std::string& id, TimePoint now);

 private:
  struct Trigger {
    std::string user;
    TimePoint expires;
    bool used = false;
  };
  std::map<std::string, Trigger> triggers_;
};

}  // namespace latchkey::sandbox
