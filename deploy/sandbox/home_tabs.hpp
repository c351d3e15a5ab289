#pragma once
#include "deploy/sandbox/json.hpp"

#include <map>
#include <string>

namespace latchkey::sandbox {

/// What the app's Home tab shows each user.
class HomeTabs {
 public:
  /// Null where nothing was published yet.
  [[nodiscard]] Json of(const std::string& user) const;
  /// Keeps the id of the view that it replaces; returns it with its new hash.
  Json publish(const std::string& user, Json view);

 private:
  std::map<std::string, Json> views_;
};

}  // namespace latchkey::sandbox
