#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <map>
#include <string>

namespace latchkey::sandbox {

/// Where a response_url leads, and to whom.
struct ResponseTarget {
  std::string channel, user;
  std::string message_ts;  ///< of the message whose button was pressed; empty for commands
};

/// The response_urls that were handed out: each works five times within thirty minutes.
class ResponseUrls {
 public:
  enum class Outcome { ok, unknown, expired, used };
  struct Use {
    Outcome outcome;
    ResponseTarget target;
  };

  /// The opaque last part of the URL's path.
  std::string issue(ResponseTarget target, TimePoint now);
  Use use(const std::string& id, TimePoint now);

 private:
  struct Entry {
    ResponseTarget target;
    TimePoint expires;
    int uses_left;
  };
  std::map<std::string, Entry> entries_;
};

}  // namespace latchkey::sandbox
