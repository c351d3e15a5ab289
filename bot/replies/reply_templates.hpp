#pragma once

#include "bot/replies/reply_template.hpp"

#include <map>
#include <string>
#include <vector>

namespace latchkey::replies {

/// A team's own templates by cause ("mail_bounced").
using OwnTemplates = std::map<std::string, ReplyTemplate>;

/// The causes that there are templates for.
std::vector<std::string> causes();

/// One template for each cause: the team's own, or else the built-in one.
class ReplyTemplates {
 public:
  explicit ReplyTemplates(OwnTemplates own = {});

  /// That of "unknown" for a cause that has none: a cause of a later release, or none yet.
  [[nodiscard]] const ReplyTemplate& of(const std::string& cause) const;

 private:
  std::map<std::string, ReplyTemplate> templates_;
};

}  // namespace latchkey::replies
