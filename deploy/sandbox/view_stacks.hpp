#pragma once
#include "deploy/sandbox/json.hpp"

#include <map>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// The modals that each user has open, lowest first; Slack allows three on top of each other.
class ViewStacks {
 public:
  struct Found {
    std::string user;
    Json* view = nullptr;
  };

  /// Closes what the user has open and opens `view`; returns it with its id and hash.
  Json open(const std::string& user, Json view);
  /// On top of what is open; null where three are open already or none is.
  Json push(const std::string& user, Json view);
  /// The view under `view_id`, or under its own `external_id`.
  Found find(const std::string& view_id, const std::string& external_id);
  /// Replaces what `found` shows, keeping its place and id, under a new hash.
  Json replace(const Found& found, Json view);
  /// Closes the view and what lies on top of it.
  void close(const std::string& user, const std::string& view_id);
  void clear(const std::string& user) { stacks_.erase(user); }
  /// Null where the user has none open.
  [[nodiscard]] Json top(const std::string& user) const;

 private:
  std::map<std::string, std::vector<Json>> stacks_;
};

}  // namespace latchkey::sandbox
