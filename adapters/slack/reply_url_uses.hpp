#pragma once

#include "core/base/time.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

namespace latchkey::slack {

/// How often we answered through each `response_url`: Slack allows five answers within half an hour
/// of the person's deed. Keeps digests only, since the URLs are secrets, and the newest thousand of
/// them: an older one is counted anew, and Slack itself refuses it.
class ReplyUrlUses {
 public:
  /// Counts one more use; false where the URL has none left, or was first used over half an hour
  /// ago (the deed itself was earlier).
  bool take(const std::string& url, TimePoint now);
  /// The use did not come about: nothing reached Slack.
  void give_back(const std::string& url);

 private:
  using Digest = std::size_t;
  struct Uses {
    int count = 0;
    TimePoint first = {};
  };

  std::unordered_map<Digest, Uses> uses_;
  /// Oldest first.
  std::deque<Digest> order_;
};

}  // namespace latchkey::slack
