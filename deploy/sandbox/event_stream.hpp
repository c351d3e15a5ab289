#pragma once
#include "deploy/sandbox/json.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// One open page that follows the workspace as one of its users.
struct EventClient {
  std::string user;
  std::deque<std::string> queue;  ///< `data:` events that wait to be written
  bool overflowed = false;        ///< too slow: to be closed, so that the page reloads its state
  std::function<void()> wake;     ///< called after something was queued
};

/// Hands events to the pages that may see them; a page that does not read is dropped, not waited
/// for.
class EventStream {
 public:
  using MaySee = std::function<bool(const std::string& user)>;

  std::shared_ptr<EventClient> subscribe(const std::string& user);
  void publish(const Json& event, const MaySee& may_see);
  void publish_to(const std::string& user, const Json& event);
  void publish_to_all(const Json& event);

 private:
  std::vector<std::weak_ptr<EventClient>> clients_;
};

}  // namespace latchkey::sandbox
